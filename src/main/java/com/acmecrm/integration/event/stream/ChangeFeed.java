package com.acmecrm.integration.event.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what has changed and tells all watchers of the node. Used by one thread at a time.
 *
 * <p>A change bears the time of its statement and is seen when it is committed: it may appear before others that were
 * read already. Each reading therefore begins {@link #OVERLAP} before the last one, and what has been told is remembered
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
    }

    /** @throws RuntimeException if PostgreSQL does not answer; nothing is lost, and some is told again next time */
    void tellChanges() {
        Instant from = begin.orElseGet(() -> changes.now().minus(OVERLAP));
        begin = Optional.of(from);
        List<Watcher> resuming = resuming();
        List<Change> page = readPage(Position.before(earliest(from, resuming)));
        Optional<Instant> readAt = page.stream().findFirst().map(Change::readAt);
        int pages = 1;
        tell(page, from, resuming);
        while (page.size() == PAGE && pages < PAGES) {
            page = readPage(page.get(PAGE - 1).position());
            pages++;
            tell(page, from, resuming);
        }
        resuming.forEach(Watcher::resumed);
        if (page.size() == PAGE) {
            leaveOut(page.get(0).readAt());
            return;
        }
        readAt.ifPresent(at -> goOnFrom(at.minus(OVERLAP)));
    }

    private List<Change> readPage(Position place) {
        polls.increment();
        return changes.after(place, PAGE);
    }

    /** Those to whom something is to be repeated; whose place is too long ago learns that, and begins with now. */
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
                .forEach(this::tellGap);
        return resuming.stream()
                .filter(watcher -> watcher.resumption().isPresent())
                .toList();
    }

    private void tellGap(Watcher watcher) {
        watchers.tell(watcher, StreamMessage.GAP);
        watcher.resumed();
    }

    private static Instant earliest(Instant from, List<Watcher> resuming) {
        return Stream.concat(Stream.of(from), resuming.stream().flatMap(watcher -> watcher.resumption().stream()))
                .min(Instant::compareTo)
                .orElse(from);
    }

    /** Those who are present now, after the reading: who comes later has come after these changes. */
    private void tell(List<Change> page, Instant from, List<Watcher> resuming) {
        Set<Change> news = page.stream()
                .filter(change -> isNews(change, from))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Change> old =
                page.stream().filter(change -> !news.contains(change)).toList();
        resuming.forEach(watcher -> tell(List.of(watcher), missing(old, watcher)));
        tell(watchers.present(), news);
    }

    private boolean isNews(Change change, Instant from) {
        return !change.changedAt().isBefore(from)
                && !change.changedAt().equals(told.put(change.id(), change.changedAt()));
    }

    private static List<Change> missing(List<Change> old, Watcher watcher) {
        Instant since = watcher.resumption().orElseThrow();
        return old.stream()
                .filter(change -> !change.changedAt().isBefore(since))
                .toList();
    }

    private void tell(List<Watcher> receivers, Collection<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        byte[] messages = StreamMessage.of(changes);
        receivers.forEach(watcher -> watchers.tell(watcher, messages));
    }

    private void leaveOut(Instant until) {
        watchers.tellAll(StreamMessage.GAP);
        told.clear();
        begin = Optional.of(until);
    }

    private void goOnFrom(Instant from) {
        begin = Optional.of(from);
        told.values().removeIf(changedAt -> changedAt.isBefore(from));
    }
}
