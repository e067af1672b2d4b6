package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.platform.JsonText;
import com.acmecrm.integration.platform.ListPage;
import com.acmecrm.integration.platform.ListPlace;
import com.acmecrm.integration.platform.RequestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the last check for drift has found, as requests read it. */
@ApplicationScoped
public class DriftRepository {

    /** Each is looked at again, so that what has been repaired or deleted since is gone at once. */
    private static final String LIST = """
            select json_build_object(
                    'id', i.id, 'source', i.source, 'sourceId', i.source_id, 'version', i.version,
                    'differences', d.names,
                    'foundAt', to_char(f.found_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text as item,
                f.found_at::text as at, f.seq
            from contact_drift f join %s on i.id = f.contact_id
            where d.names <> '{}' %s
            order by f.found_at desc, f.seq desc limit ?""";

    private static final String BEHIND = "and (f.found_at, f.seq) < (?::timestamptz, ?)";

    private static final String LAST_CHECK = """
            select found, to_char(checked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as checked_at,
                extract(epoch from clock_timestamp() - checked_at) as age
            from contact_drift_check where checked_at is not null""";

    @Inject
    RequestDatabase database;

    /** The contacts behind a place that differ now, last found first. */
    ListPage page(Optional<ListPlace> behind, int limit) {
        List<Object> parameters = new ArrayList<>();
        behind.ifPresent(place -> parameters.addAll(List.of(place.at(), place.number())));
        parameters.add(limit + 1);
        List<ListPage.Row> rows = database.query(
                LIST.formatted("(%s)".formatted(DifferencesRepository.CONTACTS), behind.isPresent() ? BEHIND : ""),
                row -> new ListPage.Row(
                        JsonText.parse(row.getString("item")), new ListPlace(row.getString("at"), row.getLong("seq"))),
                parameters.toArray());
        return ListPage.of(rows, limit);
    }

    /** Empty before the first. */
    Optional<LastCheck> findLastCheck() {
        return database
                .query(
                        LAST_CHECK,
                        row -> new LastCheck(row.getString("checked_at"), row.getLong("found"), row.getDouble("age")))
                .stream()
                .findFirst();
    }

    /**
     * A check that has ended.
     *
     * @param at when it looked
     * @param found how many contacts differed then
     */
    record LastCheck(String at, long found, double ageSeconds) {}
}
