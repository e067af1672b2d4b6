package com.acmecrm.integration.platform;

import java.util.List;
import java.util.stream.IntStream;

/** Many rows in statements of a bounded size each, so that PostgreSQL's answer comes within a request's patience. */
public final class Portions {

    static final int ROWS = 250;

    private Portions() {}

    /** In their order. */
    public static <T> List<List<T>> of(List<T> rows) {
        return IntStream.iterate(0, from -> from < rows.size(), from -> from + ROWS)
                .mapToObj(from -> rows.subList(from, Math.min(rows.size(), from + ROWS)))
                .toList();
    }
}
