package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.event.EventType;
import com.acmecrm.integration.platform.Timestamps;
import com.acmecrm.integration.problem.FieldError;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * Which events: all that meet every condition.
 *
 * @param values the conditions as they were given, by name
 */
record EventFilter(Map<String, String> values) {

    static final Set<String> NAMES = Set.of("status", "type", "contactId", "since", "until", "error");

    private static final Set<String> STATUSES = Set.of("pending", "published", "processed", "failed", "discarded");
    private static final List<String> TYPES =
            Stream.of(EventType.values()).map(EventType::text).toList();
    private static final Set<String> TIMES = Set.of("since", "until");

    /** What is wrong with the values, each under its name. */
    List<FieldError> faults() {
        List<FieldError> faults = new ArrayList<>();
        values.forEach((name, value) -> {
            if (name.equals("status") && !STATUSES.contains(value)) {
                faults.add(new FieldError(
                        "/" + name,
                        "must be one of " + STATUSES.stream().sorted().toList()));
            }
            if (name.equals("type") && EventType.find(value).isEmpty()) {
                faults.add(new FieldError("/" + name, "must be one of " + TYPES));
            }
            if (TIMES.contains(name) && Timestamps.parse(value).isEmpty()) {
                faults.add(new FieldError("/" + name, "must be a time like 2025-05-20T02:36:25.761Z"));
            }
        });
        return faults;
    }

    /** In SQL, on {@code event_processing e}; with {@link #parameters()} in the same order. */
    String conditions() {
        return sorted().keySet().stream().map(EventFilter::condition).collect(Collectors.joining());
    }

    List<Object> parameters() {
        List<Object> parameters = new ArrayList<>();
        sorted().forEach((name, value) -> parameters.add(parameter(name, value)));
        return parameters;
    }

    private Map<String, String> sorted() {
        return new TreeMap<>(values);
    }

    private static String condition(String name) {
        return switch (name) {
            case "status" -> " and e.status = ?";
            case "type" -> " and e.event_type = ?";
            case "contactId" -> " and e.message_key = ?";
            case "since" -> " and e.created_at >= ?";
            case "until" -> " and e.created_at < ?";
            case "error" -> " and e.error is not null and position(lower(?) in lower(e.error)) > 0";
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Object parameter(String name, String value) {
        return TIMES.contains(name) ? Timestamps.parse(value).orElseThrow() : value;
    }

    JsonObject toJson() {
        return JSON.createObjectBuilder(Map.copyOf(values)).build();
    }

    /** Of what {@link #toJson} has written. */
    static EventFilter of(JsonObject json) {
        Map<String, String> values = new TreeMap<>();
        json.keySet().forEach(name -> values.put(name, json.getString(name)));
        return new EventFilter(values);
    }
}
