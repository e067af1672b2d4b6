package com.acmecrm.integration.chaos;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What happened to some contacts, told by all who know.
 *
 * @param rows in any order
 * @param arrivals those of a key in their order
 * @param calls in any order
 */
record History(List<OutboxRow> rows, List<Arrival> arrivals, List<Call> calls) {

    /** In figures. */
    String summary() {
        return "%d calls %s, %d events, %d messages, %d events repeated"
                .formatted(
                        calls.size(),
                        statuses(),
                        rows.size(),
                        arrivals.size(),
                        repeats().size());
    }

    private Map<Integer, Long> statuses() {
        return calls.stream().collect(Collectors.groupingBy(Call::status, TreeMap::new, Collectors.counting()));
    }

    /** The events that stand on Kafka more than once. */
    List<String> repeats() {
        Map<String, Long> times = arrivals.stream().collect(Collectors.groupingBy(Arrival::id, Collectors.counting()));
        return times.entrySet().stream()
                .filter(event -> event.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }
}
