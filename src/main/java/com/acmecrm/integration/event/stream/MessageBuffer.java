package com.acmecrm.integration.event.stream;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The messages of the last changes, kept once for all watchers of a node: a watcher has only a position in it. When it is
 * full, the oldest messages are dropped, and a watcher that has not been sent them gets a gap. So all watchers together
 * need no more memory than this, however many resume and however slow they are. Thread-safe.
 */
final class MessageBuffer {

    /** Ten thousand messages with errors of the greatest length in ASCII, twice. */
    static final int MAX_BYTES = 32 * 1024 * 1024;

    /** What one write sends: a client that takes it within the time for a write is not too slow. */
    private static final int CHUNK_BYTES = 32 * 1024;

    private static final int CHUNK_OVERHEAD = 128;

    private final int maxBytes;
    private final NavigableMap<Long, Chunk> chunks = new TreeMap<>();
    /** Numbers are never used twice: a position of a chunk that was dropped must not mean another one. */
    private long end;

    private long first;
    private long bytes;
    /** All changes since then are here; empty while nothing is. */
    private Optional<Instant> coveredFrom = Optional.empty();

    MessageBuffer() {
        this(MAX_BYTES);
    }

    MessageBuffer(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Drops everything, and begins with changes since a time. */
    synchronized void begin(Instant from) {
        clear();
        coveredFrom = Optional.of(from);
    }

    synchronized void clear() {
        chunks.clear();
        bytes = 0;
        coveredFrom = Optional.empty();
    }

    synchronized boolean covers(Instant since) {
        return coveredFrom.filter(from -> !since.isBefore(from)).isPresent();
    }

    synchronized Optional<Instant> coveredFrom() {
        return coveredFrom;
    }

    synchronized void append(Collection<Change> changes) {
        chunks(changes).forEach(this::append);
    }

    /** What happened until then is not here. */
    synchronized void appendGap(Instant until) {
        append(new Chunk(StreamMessage.GAP, until));
    }

    private void append(Chunk chunk) {
        chunks.put(end++, chunk);
        bytes += chunk.size();
        while (bytes > maxBytes) {
            drop(chunks.pollFirstEntry().getValue());
        }
    }

    private void drop(Chunk oldest) {
        bytes -= oldest.size();
        coveredFrom = coveredFrom.map(from -> later(from, oldest.latest().plusNanos(1)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /**
     * Adds older changes before all others.
     *
     * @param changes all since {@code from} that are older than what is here
     * @return false where there is no room; nothing is added then
     */
    synchronized boolean prepend(Collection<Change> changes, Instant from) {
        List<Chunk> older = chunks(changes);
        long size = older.stream().mapToLong(Chunk::size).sum();
        if (bytes + size > maxBytes) {
            return false;
        }
        first -= older.size();
        for (int index = 0; index < older.size(); index++) {
            chunks.put(first + index, older.get(index));
        }
        bytes += size;
        coveredFrom = Optional.of(from);
        return true;
    }

    private static List<Chunk> chunks(Collection<Change> changes) {
        List<Chunk> chunks = new ArrayList<>();
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        Instant latest = Instant.MIN;
        for (Change change : changes) {
            messages.writeBytes(StreamMessage.of(List.of(change)));
            latest = later(latest, change.changedAt());
            if (messages.size() >= CHUNK_BYTES) {
                chunks.add(new Chunk(messages.toByteArray(), latest));
                messages.reset();
                latest = Instant.MIN;
            }
        }
        if (messages.size() > 0) {
            chunks.add(new Chunk(messages.toByteArray(), latest));
        }
        return chunks;
    }

    /** The position of what is added next. */
    synchronized long end() {
        return end;
    }

    /** From where on all changes since a time are here; a few older ones may be among them. */
    synchronized long positionOf(Instant since) {
        return chunks.entrySet().stream()
                .filter(chunk -> !chunk.getValue().latest().isBefore(since))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse(end);
    }

    /** What is at a position, or a gap where that was dropped; empty at the end. */
    synchronized Optional<Part> read(long position) {
        if (position >= end) {
            return Optional.empty();
        }
        Chunk chunk = chunks.get(position);
        return Optional.of(
                chunk == null
                        ? new Part(StreamMessage.GAP, orEnd(chunks.ceilingKey(position)))
                        : new Part(chunk.messages(), orEnd(chunks.higherKey(position))));
    }

    private long orEnd(Long key) {
        return key == null ? end : key;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** @param next the position of what follows */
    record Part(byte[] messages, long next) {}

    /** @param latest the time of its last change; those in it may have come in another order */
    private record Chunk(byte[] messages, Instant latest) {

        long size() {
            return messages.length + CHUNK_OVERHEAD;
        }
    }
}
