package com.acmecrm.integration.chaos;

import com.acmecrm.integration.chaos.Finding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks for what must not be in a history that has come to rest; an event may stand on Kafka repeatedly. */
final class HistoryChecker {

    private final History history;
    private final Map<String, OutboxRow> rows;
    private final List<Finding> findings = new ArrayList<>();

    private HistoryChecker(History history) {
        this.history = history;
        this.rows = history.rows().stream().collect(Collectors.toMap(OutboxRow::id, Function.identity()));
    }

    /** Every broken promise; none if all is well. */
    static List<Finding> check(History history) {
        HistoryChecker checker = new HistoryChecker(history);
        checker.checkRows();
        checker.checkArrivals();
        checker.checkLives();
        checker.checkAnswers();
        return checker.findings;
    }

    private void checkRows() {
        Set<String> arrived = history.arrivals().stream().map(Arrival::id).collect(Collectors.toSet());
        for (OutboxRow row : history.rows()) {
            if (!arrived.contains(row.id())) {
                add(Kind.LOST, row);
            }
            if (!row.isProcessed()) {
                add(Kind.UNPROCESSED, row);
            }
        }
    }

    private void checkArrivals() {
        Map<String, Long> reached = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Arrival arrival : history.arrivals()) {
            OutboxRow row = rows.get(arrival.id());
            if (row == null || !arrival.tellsOf(row)) {
                add(Kind.ALIEN, arrival);
            } else if (seen.add(arrival.id()) && row.seq() < reached.merge(row.key(), row.seq(), Math::max)) {
                add(Kind.OUT_OF_ORDER, row);
            }
        }
    }

    private void checkLives() {
        history.rows().stream()
                .collect(Collectors.groupingBy(OutboxRow::key))
                .values()
                .forEach(this::checkLives);
    }

    /** A contact's events, life after life. */
    private void checkLives(List<OutboxRow> ofOneKey) {
        boolean alive = false;
        long version = 0;
        for (OutboxRow row : sorted(ofOneKey)) {
            version = alive ? version + 1 : 1;
            if (row.version() != version || row.beginsLife() == alive) {
                add(Kind.GAP, row);
            }
            version = row.version(); // one gap is one finding
            alive = !row.endsLife();
        }
    }

    private static List<OutboxRow> sorted(List<OutboxRow> rows) {
        return rows.stream().sorted(Comparator.comparingLong(OutboxRow::seq)).toList();
    }

    /** Changes without an answer may have been made, too: there may be more events than answers, never fewer. */
    private void checkAnswers() {
        Map<OutboxRow.Change, Long> told =
                history.rows().stream().collect(Collectors.groupingBy(OutboxRow::change, Collectors.counting()));
        for (Call call : history.calls()) {
            if (call.isChange() && told.merge(call.change(), -1L, Long::sum) < 0) {
                add(Kind.UNTOLD, call);
            }
        }
    }

    private void add(Kind kind, Object where) {
        findings.add(Finding.of(kind, where));
    }
}
