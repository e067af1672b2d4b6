package com.acmecrm.integration.audit;

import com.acmecrm.integration.platform.JsonText;
import com.acmecrm.integration.platform.ListPage;
import com.acmecrm.integration.platform.ListPlace;
import com.acmecrm.integration.platform.RequestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The trail as requests write and read it; PostgreSQL builds the JSON. */
@ApplicationScoped
public class AuditRepository {

    private static final String ADD = """
            insert into audit_log (action, user_id, address, request_id, target, details)
            values (?, ?, ?, ?, ?, ?::jsonb)""";

    private static final String LIST = """
            select json_build_object(
                    'id', a.id::text, 'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                    'action', a.action, 'userId', a.user_id, 'address', a.address, 'requestId', a.request_id,
                    'target', a.target, 'details', case when a.event_id is null then a.details
                        else a.details || jsonb_build_object('eventId', a.event_id) end)::text as entry,
                a.at::text as at, a.id
            from audit_log a
            where true %s
            order by a.at desc, a.id desc limit ?""";

    @Inject
    RequestDatabase database;

    void add(AuditEntry entry) {
        database.update(
                ADD,
                entry.action(),
                entry.userId().orElse(null),
                entry.origin().address().orElse(null),
                entry.origin().requestId().orElse(null),
                entry.target(),
                entry.details().toString());
    }

    /** The entries after a position, newest first. Two filters together may match only far down the index of one. */
    ListPage page(AuditFilter filter, Optional<ListPlace> behind, int limit) {
        List<Object> parameters = new ArrayList<>(filter.parameters());
        behind.ifPresent(place -> parameters.addAll(List.of(place.at(), place.number())));
        parameters.add(limit + 1);
        String further = behind.isPresent() ? " and (a.at, a.id) < (?::timestamptz, ?)" : "";
        List<ListPage.Row> rows = database.queryList(
                LIST.formatted(filter.conditions() + further),
                row -> new ListPage.Row(
                        JsonText.parse(row.getString("entry")), new ListPlace(row.getString("at"), row.getLong("id"))),
                parameters.toArray());
        return ListPage.of(rows, limit);
    }
}
