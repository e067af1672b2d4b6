package com.acmecrm.integration.event.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads what has changed into the buffer from which all watchers of the node are served. Used by one thread at a time.
 *
 * <p>A change bears the time of its statement and is seen when it is committed: it may appear before others that were
 * read already. Each reading therefore begins {@link #OVERLAP} before the last one, and what has been read is remembered
 * for as long.
 */
@ApplicationScoped
public class ChangeFeed {

    /**
     * More than there is between a change and its commit: a change is its transaction's last statement, which may take
     * as long as a connection waits for an answer; one that idles after it is ended by PostgreSQL after five seconds.
     */
    static final Duration OVERLAP = Duration.ofSeconds(10);

    private static final int REPEATED = 10_000;
    /** One query a second is enough for 500 changes a second. */
    private static final int PAGE = 5_000;
    /** At once. So much within the overlap, 5,000 changes a second, is told as a gap. */
    private static final int PAGES = 10;

    @Inject
    ChangeRepository changes;

    @Inject
    Watchers watchers;

    @Inject
    MeterRegistry meters;

    private final Map<UUID, Instant> told = new HashMap<>();
    private Optional<Instant> begin = Optional.empty();
    private Counter polls;

    @PostConstruct
    void register() {
        polls = Counter.builder("acmecrm.stream.polls")
                .description("Queries for changes, each for all watchers of this node")
                .register(meters);
    }

    /** Nobody watches: the next reading begins anew. */
    void rest() {
        begin = Optional.empty();
        told.clear();
        watchers.buffer().clear();
    }

    /** @throws RuntimeException if PostgreSQL does not answer; nothing is lost, and some is told again next time */
    void tellChanges() {
        Instant from = begin.orElseGet(this::beginAnew);
        List<Watcher> resuming = resuming();
        readOlder(resuming);
        withoutGaps(resuming)
                .forEach(watcher -> watcher.startAt(
                        watchers.buffer().positionOf(watcher.resumption().orElseThrow())));
        readNews(from);
        watchers.wakeAll();
    }

    private Instant beginAnew() {
        Instant from = changes.now().minus(OVERLAP);
        watchers.buffer().begin(from);
        begin = Optional.of(from);
        return from;
    }

    /** Those to whom something is to be repeated; whose position is too long ago gets a gap, and begins with now. */
    private List<Watcher> resuming() {
        List<Watcher> resuming = watchers.present().stream()
                .filter(watcher -> watcher.resumption().isPresent())
                .toList();
        if (resuming.isEmpty()) {
            return resuming;
        }
        Instant oldest = changes.oldestToRepeat(REPEATED);
        resuming.stream()
                .filter(watcher -> watcher.resumption().orElseThrow().isBefore(oldest))
                .forEach(this::startWithGap);
        return resuming.stream()
                .filter(watcher -> watcher.resumption().isPresent())
                .toList();
    }

    private void startWithGap(Watcher watcher) {
        watchers.tell(watcher, StreamMessage.GAP);
        watcher.startAt(watchers.buffer().end());
    }

    /** Once for all that resume, and kept for those that come later: after a restart many do. */
    private void readOlder(List<Watcher> resuming) {
        MessageBuffer buffer = watchers.buffer();
        Optional<Instant> earliest = resuming.stream()
                .flatMap(watcher -> watcher.resumption().stream())
                .min(Instant::compareTo)
                .filter(since -> !buffer.covers(since));
        if (earliest.isPresent()) {
            readOlder(earliest.get(), buffer.coveredFrom().orElseThrow())
                    .ifPresent(older -> buffer.prepend(older, earliest.get()));
        }
    }

    /** Empty where they are too many, as they may be when the clock of an event's row is wrong. */
    private Optional<List<Change>> readOlder(Instant from, Instant until) {
        List<Change> older = new ArrayList<>();
        Position position = Position.before(from);
        while (older.size() <= REPEATED + PAGE) {
            List<Change> page = readPage(position);
            page.stream().filter(change -> change.changedAt().isBefore(until)).forEach(older::add);
            if (page.size() < PAGE || !page.get(PAGE - 1).changedAt().isBefore(until)) {
                return Optional.of(older);
            }
            position = page.get(PAGE - 1).position();
        }
        return Optional.empty();
    }

    /** Where the buffer has no room for what is to be repeated, there is a gap. */
    private List<Watcher> withoutGaps(List<Watcher> resuming) {
        MessageBuffer buffer = watchers.buffer();
        resuming.stream()
                .filter(watcher -> !buffer.covers(watcher.resumption().orElseThrow()))
                .forEach(this::startWithGap);
        return resuming.stream()
                .filter(watcher -> watcher.resumption().isPresent())
                .toList();
    }

    private void readNews(Instant from) {
        List<Change> page = readPage(Position.before(from));
        Optional<Instant> readAt = page.stream().findFirst().map(Change::readAt);
        int pages = 1;
        appendNews(page);
        while (page.size() == PAGE && pages < PAGES) {
            page = readPage(page.get(PAGE - 1).position());
            pages++;
            appendNews(page);
        }
        if (page.size() == PAGE) {
            skipTo(page.get(0).readAt());
            return;
        }
        readAt.ifPresent(at -> goOnFrom(at.minus(OVERLAP)));
    }

    private List<Change> readPage(Position position) {
        polls.increment();
        return changes.after(position, PAGE);
    }

    private void appendNews(List<Change> page) {
        watchers.buffer().append(page.stream().filter(this::isNews).toList());
    }

    private boolean isNews(Change change) {
        return !change.changedAt().equals(told.put(change.id(), change.changedAt()));
    }

    private void skipTo(Instant until) {
        watchers.buffer().appendGap(until);
        told.clear();
        begin = Optional.of(until);
    }

    private void goOnFrom(Instant from) {
        begin = Optional.of(from);
        told.values().removeIf(changedAt -> changedAt.isBefore(from));
    }
}
