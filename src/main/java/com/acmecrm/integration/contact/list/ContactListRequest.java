package com.acmecrm.integration.contact.list;

import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.QueryParameters;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of the list of contacts. */
record ContactListRequest(ContactSelection selection, FieldChoice fields, int limit, Optional<String> cursor) {

    private static final Set<String> KNOWN = Stream.concat(
                    Stream.of("limit", "cursor", "sort", "fields"),
                    Stream.of(ContactCondition.values()).map(ContactCondition::parameter))
            .collect(Collectors.toUnmodifiableSet());

    /** @throws ProblemException 400 if a parameter is unknown, repeated or not what it must be */
    static ContactListRequest of(MultivaluedMap<String, String> query) {
        QueryParameters parameters = QueryParameters.of(query, KNOWN);
        ContactFilter filter = ContactFilter.of(parameters);
        ContactOrder order = ContactOrder.of(parameters.text("sort"));
        return new ContactListRequest(
                new ContactSelection(filter, order),
                FieldChoice.of(parameters.text("fields")),
                parameters.limit(),
                parameters.text("cursor"));
    }
}
