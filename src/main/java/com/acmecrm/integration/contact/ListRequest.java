package com.acmecrm.integration.contact;

import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The parameters of a list. */
record ListRequest(int limit, Optional<String> cursor) {

    private static final Set<String> KNOWN = Set.of("limit", "cursor");
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final Pattern SMALL_NUMBER = Pattern.compile("\\d{1,3}");

    /** @throws ProblemException 400 if a parameter is unknown, repeated or out of range */
    static ListRequest of(MultivaluedMap<String, String> parameters) {
        parameters.forEach((name, values) -> {
            require(KNOWN.contains(name), "There is no parameter of this name here; known are limit and cursor.");
            require(values.size() == 1, "The parameter " + name + " is given more than once.");
        });
        return new ListRequest(limit(parameters.getFirst("limit")), Optional.ofNullable(parameters.getFirst("cursor")));
    }

    private static int limit(String text) {
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
