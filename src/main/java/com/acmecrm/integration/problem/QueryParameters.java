package com.acmecrm.integration.problem;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The query of a list: each parameter known, and given once. */
public final class QueryParameters {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final Pattern SMALL_NUMBER = Pattern.compile("\\d{1,3}");

    private final Map<String, String> values = new TreeMap<>();

    private QueryParameters() {}

    /** @throws ProblemException 400 if a parameter is unknown or repeated, or holds what PostgreSQL cannot */
    public static QueryParameters of(MultivaluedMap<String, String> given, Set<String> known) {
        QueryParameters parameters = new QueryParameters();
        given.forEach((name, values) -> {
            require(known.contains(name), "There is no parameter of this name here; known are " + sorted(known) + ".");
            require(values.size() == 1, "The parameter " + name + " is given more than once.");
            require(values.get(0).indexOf('\0') < 0, "The parameter " + name + " holds U+0000.");
            parameters.values.put(name, values.get(0));
        });
        return parameters;
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * How many of a list at once.
     *
     * @throws ProblemException 400 if it is not a number from 1 to 200
     */
    public int limit() {
        String text = values.get("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        int limit = SMALL_NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        require(limit >= 1 && limit <= MAX_LIMIT, "limit must be a number from 1 to " + MAX_LIMIT + ".");
        return limit;
    }

    private static void require(boolean holds, String detail) {
        if (!holds) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, detail);
        }
    }
}
