package com.acmecrm.integration.contact;

import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.QueryParameters;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import java.util.Set;

/** The parameters of a list. */
record ListRequest(int limit, Optional<String> cursor) {

    private static final Set<String> KNOWN = Set.of("limit", "cursor");

    /** @throws ProblemException 400 if a parameter is unknown, repeated or out of range */
    static ListRequest of(MultivaluedMap<String, String> query) {
        QueryParameters parameters = QueryParameters.of(query, KNOWN);
        return new ListRequest(parameters.limit(), parameters.text("cursor"));
    }
}
