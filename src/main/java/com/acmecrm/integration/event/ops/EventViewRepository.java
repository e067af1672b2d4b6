package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.event.EventRows;
import com.acmecrm.integration.platform.JsonText;
import com.acmecrm.integration.platform.ListPage;
import com.acmecrm.integration.platform.ListPlace;
import com.acmecrm.integration.platform.RequestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** Events as clients see them; PostgreSQL builds the JSON. */
@ApplicationScoped
public class EventViewRepository {

    private static final String VIEW = """
            'id', e.id, 'type', e.event_type, 'contactId', e.message_key, 'version', e.contact_version,
            'status', e.status, 'attempts', e.attempts, 'processingAttempts', e.processing_attempts, 'error', e.error,
            'createdAt', %s, 'publishedAt', %s, 'processedAt', %s, 'changedAt', %s, 'retryAt', %s,
            'kafka', case when e.kafka_offset is not null then
                json_build_object('partition', e.kafka_partition, 'offset', e.kafka_offset) end,
            'waitsFor', case when e.status in ('pending', 'published') then (
                select f.id from event_processing f
                where f.message_key = e.message_key and f.status = 'failed' and f.seq < e.seq
                order by f.seq limit 1) end""".formatted(
                    time("e.created_at"),
                    time("e.published_at"),
                    time("e.processed_at"),
                    time("e.changed_at"),
                    time("e.retry_at"));

    private static final String LIST = """
            select json_build_object(%s)::text as event, e.created_at::text as created_at, e.seq
            from event_processing e
            where true %%s
            order by e.created_at desc, e.seq desc limit ?""".formatted(VIEW);

    private static final String ONE = """
            select json_build_object(%s, 'payload', e.details, 'history', coalesce((
                    select json_agg(json_build_object(
                        'at', %s, 'action', h.action, 'reason', h.reason, 'userId', h.user_id,
                        'username', h.username, 'jobId', h.job_id) order by h.id)
                    from event_history h where h.event_id = e.id), '[]'))::text as event, e.*
            from event_processing e where e.id = ?""".formatted(VIEW, time("h.at"));

    private static final String COUNT = "select count(*) from event_processing e where true %s";

    @Inject
    RequestDatabase database;

    /** The events after a position, newest first. Not every filter has an index, and a rare event may be far down. */
    ListPage page(EventFilter filter, Optional<ListPlace> behind, int limit) {
        List<Object> parameters = new ArrayList<>(filter.parameters());
        behind.ifPresent(place -> parameters.addAll(List.of(place.at(), place.number())));
        parameters.add(limit + 1);
        String further = behind.isPresent() ? " and (e.created_at, e.seq) < (?::timestamptz, ?)" : "";
        List<ListPage.Row> rows = database.queryList(
                LIST.formatted(filter.conditions() + further),
                row -> new ListPage.Row(
                        JsonText.parse(row.getString("event")),
                        new ListPlace(row.getString("created_at"), row.getLong("seq"))),
                parameters.toArray());
        return ListPage.of(rows, limit);
    }

    /** With its payload, its headers and its history. */
    Optional<JsonObject> find(UUID id) {
        return database.query(ONE, EventViewRepository::withHeaders, id).stream()
                .findFirst();
    }

    private static JsonObject withHeaders(ResultSet row) throws SQLException {
        Map<String, Object> headers = new LinkedHashMap<>(EventRows.message(row).headers());
        return JSON.createObjectBuilder(JsonText.parse(row.getString("event")))
                .add("headers", JSON.createObjectBuilder(headers))
                .build();
    }

    long count(EventFilter filter) {
        return database.query(
                        COUNT.formatted(filter.conditions()),
                        row -> row.getLong(1),
                        filter.parameters().toArray())
                .get(0);
    }

    private static String time(String column) {
        return "to_char(%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')".formatted(column);
    }
}
