package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.problem.FieldError;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import com.acmecrm.integration.problem.QueryParameters;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The parameters of the list of events. */
record EventListRequest(EventFilter filter, int limit, Optional<String> cursor) {

    private static final Set<String> KNOWN = new HashSet<>(EventFilter.NAMES);

    static {
        KNOWN.addAll(List.of("limit", "cursor"));
    }

    /** @throws ProblemException 400 if a parameter is unknown, repeated or not what it must be */
    static EventListRequest of(MultivaluedMap<String, String> query) {
        QueryParameters parameters = QueryParameters.of(query, KNOWN);
        Map<String, String> conditions = new TreeMap<>();
        EventFilter.NAMES.forEach(name -> parameters.text(name).ifPresent(value -> conditions.put(name, value)));
        EventFilter filter = new EventFilter(conditions);
        for (FieldError fault : filter.faults()) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST, fault.pointer().substring(1) + " " + fault.detail() + ".");
        }
        return new EventListRequest(filter, parameters.limit(), parameters.text("cursor"));
    }
}
