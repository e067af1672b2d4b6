package com.acmecrm.integration.platform;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** A page of a list, and the place behind which the next one begins. */
public record ListPage(List<JsonObject> items, Optional<ListPlace> next) {

    /** @param rows up to one more than fit: it tells that there is a next page */
    public static ListPage of(List<Row> rows, int limit) {
        List<Row> page = rows.subList(0, Math.min(limit, rows.size()));
        return new ListPage(
                page.stream().map(Row::item).toList(),
                rows.size() > limit ? Optional.of(page.get(limit - 1).place()) : Optional.empty());
    }

    /** One item and where it stands. */
    public record Row(JsonObject item, ListPlace place) {}
}
