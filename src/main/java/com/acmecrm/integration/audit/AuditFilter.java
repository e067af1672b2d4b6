package com.acmecrm.integration.audit;

import com.acmecrm.integration.platform.Timestamps;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * Which entries: all that meet every condition.
 *
 * @param values the conditions as they were given, by name
 */
record AuditFilter(SortedMap<String, String> values) {

    private static final Map<String, Form> FORMS = Map.of(
            "action", Form.of("[a-z][a-z.-]{0,99}", "must be an action, or the subject of some: login"),
            "userId", Form.of("[1-9]\\d{0,18}", "must be the id of a user"),
            "target", Form.of("[a-z-]{1,50}/.{1,400}", "must be a target like user/3 or contact/contact-1"),
            "address", Form.of("[0-9A-Fa-f:.]{2,45}(%[0-9A-Za-z]{1,15})?", "must be an IP address"),
            "requestId", Form.of("[A-Za-z0-9._-]{1,128}", "must be 1 to 128 of A-Z a-z 0-9 . _ -"));

    private static final Set<String> TIMES = Set.of("since", "until");

    static final List<String> NAMES =
            Stream.concat(FORMS.keySet().stream(), TIMES.stream()).sorted().toList();

    /** What is wrong with one of the values. */
    Optional<String> fault() {
        return values.keySet().stream()
                .map(this::faultOf)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> faultOf(String name) {
        String value = values.get(name);
        if (TIMES.contains(name)) {
            return fault(Timestamps.parse(value).isPresent(), name, "must be a time like 2025-05-20T02:36:25.761Z");
        }
        Form form = FORMS.get(name);
        return fault(form.pattern().matcher(value).matches(), name, form.detail());
    }

    private static Optional<String> fault(boolean holds, String name, String detail) {
        return holds ? Optional.empty() : Optional.of(name + " " + detail + ".");
    }

    /** In SQL, on {@code audit_log a}; with {@link #parameters()} in the same order. */
    String conditions() {
        return values.keySet().stream().map(this::condition).collect(Collectors.joining());
    }

    List<Object> parameters() {
        return values.keySet().stream()
                .flatMap(name -> parameters(name).stream())
                .toList();
    }

    private String condition(String name) {
        return switch (name) {
            case "action" -> isSubject() ? " and a.action >= ? and a.action < ?" : " and a.action = ?";
            case "userId" -> " and a.user_id = ?";
            case "target" -> " and a.target = ?";
            case "address" -> " and a.address = ?";
            case "requestId" -> " and a.request_id = ?";
            case "since" -> " and a.at >= ?";
            case "until" -> " and a.at < ?";
            default -> throw new IllegalArgumentException(name);
        };
    }

    private List<Object> parameters(String name) {
        String value = values.get(name);
        if (name.equals("action") && isSubject()) {
            String subject = value.endsWith(".") ? value.substring(0, value.length() - 1) : value;
            return List.of(subject + ".", subject + "/"); // the sign after the dot
        }
        return List.of(TIMES.contains(name) ? Timestamps.parse(value).orElseThrow() : value);
    }

    /** {@code login} and {@code login.}: all that befalls logins. */
    private boolean isSubject() {
        String action = values.get("action");
        return action.endsWith(".") || action.indexOf('.') < 0;
    }

    JsonObject toJson() {
        return JSON.createObjectBuilder(new TreeMap<>(values)).build();
    }

    /** What a condition must look like, and what to say where it does not. */
    private record Form(Pattern pattern, String detail) {

        static Form of(String pattern, String detail) {
            return new Form(Pattern.compile(pattern), detail);
        }
    }
}
