package com.acmecrm.integration.ratelimit;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@code acmecrm.ratelimit.*}. The policies are named in a list, because names cannot be found out where keys are
 * environment variables. Every refusal names the key.
 */
final class PolicySettings {

    static final String PREFIX = "acmecrm.ratelimit.";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int MAX_NAME = 30;
    private static final Pattern ROLE = Pattern.compile("(admin|editor|viewer) *: *(\\S+)");
    private static final int MAX_REQUESTS = 1_000_000_000;
    private static final Duration MAX_WINDOW = Duration.ofDays(1);

    private final Function<String, Optional<String>> values;

    /** @param values of keys */
    PolicySettings(Function<String, Optional<String>> values) {
        this.values = values;
    }

    /** All that is wrong: each key is read by itself. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        List<String> names = tried(this::names, faults).orElse(List.of());
        names.forEach(name -> tried(() -> endpoints(name), faults));
        Stream.concat(Stream.of("api", "login"), names.stream()).forEach(name -> {
            tried(() -> requests(name), faults);
            tried(() -> window(name), faults);
            tried(() -> roles(name), faults);
            tried(() -> mode(name), faults);
        });
        tried(this::ipv6Prefix, faults);
        return faults.stream().distinct().toList();
    }

    private static <T> Optional<T> tried(Supplier<T> reading, List<String> faults) {
        try {
            return Optional.of(reading.get());
        } catch (IllegalArgumentException fault) {
            faults.add(fault.getMessage());
            return Optional.empty();
        }
    }

    /** In the order in which they are looked at. */
    List<String> names() {
        List<String> names = list("policies");
        for (String name : names) {
            boolean good = NAME.matcher(name).matches() && name.length() <= MAX_NAME;
            require(good && !List.of("api", "login").contains(name), "policies", "words like search-all", name);
        }
        require(names.stream().distinct().count() == names.size(), "policies", "each name once", names);
        return names;
    }

    RatePolicy policy(String name) {
        return new RatePolicy(name, requests(name), window(name), roles(name), mode(name));
    }

    List<EndpointPattern> endpoints(String name) {
        String key = name + ".endpoints";
        List<String> texts = list(key);
        require(!texts.isEmpty(), key, "a list like GET /api/contacts/*, * /api/events/**", "nothing");
        return texts.stream()
                .map(text -> EndpointPattern.parse(text)
                        .orElseThrow(() -> bad(key, "a list like GET /api/contacts/*, * /api/events/**", text)))
                .toList();
    }

    /** Bits of an IPv6 address that make one caller. */
    int ipv6Prefix() {
        return number("ipv6-prefix", required("ipv6-prefix"), 128);
    }

    private int requests(String name) {
        String key = name + ".requests";
        return number(key, required(key), MAX_REQUESTS);
    }

    private Duration window(String name) {
        String key = name + ".window";
        String form = "a duration of whole seconds from PT1S to P1D";
        try {
            Duration window = Duration.parse(required(key));
            boolean good = window.toSeconds() >= 1 && window.compareTo(MAX_WINDOW) <= 0 && window.getNano() == 0;
            require(good, key, form, window);
            return window;
        } catch (DateTimeParseException notOne) {
            throw bad(key, form, notOne.getParsedString());
        }
    }

    private Map<String, Integer> roles(String name) {
        String key = name + ".roles";
        Map<String, Integer> roles = new TreeMap<>();
        for (String text : list(key)) {
            Matcher role = ROLE.matcher(text);
            require(role.matches(), key, "a list like admin:300, viewer:10", text);
            Integer twice = roles.put(role.group(1), number(key, role.group(2), MAX_REQUESTS));
            require(twice == null, key, "each role once", text);
        }
        return Map.copyOf(roles);
    }

    private RatePolicy.Mode mode(String name) {
        String key = name + ".mode";
        return value(key).map(own -> mode(key, own)).orElseGet(() -> mode("mode", required("mode")));
    }

    private static RatePolicy.Mode mode(String key, String text) {
        return Arrays.stream(RatePolicy.Mode.values())
                .filter(mode -> mode.word().equals(text))
                .findFirst()
                .orElseThrow(() -> bad(key, "enforce or shadow", text));
    }

    private static int number(String key, String text, int max) {
        String form = "a number from 1 to " + max;
        require(text.matches("\\d{1,10}"), key, form, text);
        long number = Long.parseLong(text);
        require(number >= 1 && number <= max, key, form, text);
        return (int) number;
    }

    private List<String> list(String key) {
        return value(key).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    private String required(String key) {
        return value(key).orElseThrow(() -> new IllegalArgumentException(PREFIX + key + " must be set"));
    }

    private Optional<String> value(String key) {
        return values.apply(PREFIX + key).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static void require(boolean good, String key, String form, Object given) {
        if (!good) {
            throw bad(key, form, given);
        }
    }

    private static IllegalArgumentException bad(String key, String form, Object given) {
        return new IllegalArgumentException(PREFIX + key + " must be " + form + ", but is: " + given);
    }
}
