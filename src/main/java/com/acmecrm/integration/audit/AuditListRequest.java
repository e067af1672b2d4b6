package com.acmecrm.integration.audit;

import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import com.acmecrm.integration.problem.QueryParameters;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The parameters of the list. */
record AuditListRequest(AuditFilter filter, int limit, Optional<String> cursor) {

    /** @throws ProblemException 400 if a parameter is unknown, repeated or not what it must be */
    static AuditListRequest of(MultivaluedMap<String, String> query) {
        QueryParameters parameters = QueryParameters.of(query, known());
        SortedMap<String, String> conditions = new TreeMap<>();
        AuditFilter.NAMES.forEach(name -> parameters.text(name).ifPresent(value -> conditions.put(name, value)));
        AuditFilter filter = new AuditFilter(conditions);
        filter.fault().ifPresent(fault -> {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, fault);
        });
        return new AuditListRequest(filter, parameters.limit(), parameters.text("cursor"));
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(AuditFilter.NAMES);
        known.add("limit");
        known.add("cursor");
        return known;
    }
}
