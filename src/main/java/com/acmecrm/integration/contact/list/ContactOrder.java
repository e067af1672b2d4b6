package com.acmecrm.integration.contact.list;

import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sort and its direction; contacts of one sort value stand in the order of their ids, in the same direction. */
record ContactOrder(ContactSort sort, boolean isDescending) {

    private static final String DESCENDING = "-";
    private static final ContactOrder NEWEST_FIRST = new ContactOrder(ContactSort.CREATED_AT, true);

    /** @throws ProblemException 400 if the list cannot be sorted by it */
    static ContactOrder of(Optional<String> parameter) {
        return parameter.map(ContactOrder::parse).orElse(NEWEST_FIRST);
    }

    private static ContactOrder parse(String text) {
        boolean descending = text.startsWith(DESCENDING);
        return ContactSort.find(descending ? text.substring(1) : text)
                .map(sort -> new ContactOrder(sort, descending))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        "sort must be one of %s, or one of them behind a minus for the other direction."
                                .formatted(Stream.of(ContactSort.values())
                                        .map(ContactSort::parameter)
                                        .collect(Collectors.joining(", ")))));
    }

    /** In SQL, for a value to sort by; takes a place's value and id. */
    String isBehind(String value) {
        return "(%s, id) %s (?::%s, ?)".formatted(value, isDescending ? "<" : ">", sort.type());
    }

    /** In SQL, for a value to sort by. */
    String orderBy(String value) {
        String direction = isDescending ? "desc" : "asc";
        return "%s %s, id %s".formatted(value, direction, direction);
    }

    @Override
    public String toString() {
        return (isDescending ? DESCENDING : "") + sort.parameter();
    }
}
