package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.platform.JsonText;
import com.acmecrm.integration.platform.RequestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Retries by filter, as requests see them. */
@ApplicationScoped
public class RetryJobRepository {

    private static final String COUNT = "select count(*) from event_processing e where e.status = 'failed' %s";

    private static final String CREATE = """
            insert into event_retry_jobs (id, filter, reason, user_id, username, matched, up_to_seq)
            select ?, ?::json, ?, ?, ?, count(*), coalesce(max(e.seq), 0)
            from event_processing e where e.status = 'failed' %s""";

    private static final String VIEW = """
            select json_build_object(
                'id', id, 'status', status, 'filter', filter, 'reason', reason, 'userId', user_id, 'username', username,
                'matched', matched, 'retried', retried,
                'createdAt', to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                'finishedAt', to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text as job
            from event_retry_jobs where id = ?""";

    /** A batch that is being done holds the row: the next is not begun. */
    private static final String CANCEL = """
            update event_retry_jobs set status = 'cancelled', finished_at = clock_timestamp()
            where id = ? and status = 'running'""";

    @Inject
    RequestDatabase database;

    long countFailed(EventFilter filter) {
        return database.query(
                        COUNT.formatted(filter.conditions()),
                        row -> row.getLong(1),
                        filter.parameters().toArray())
                .get(0);
    }

    void create(UUID id, RetryRequest request, Operator operator) {
        List<Object> parameters = new ArrayList<>(List.of(
                id, request.filter().toJson().toString(), request.reason(), operator.userId(), operator.username()));
        parameters.addAll(request.filter().parameters());
        database.update(CREATE.formatted(request.filter().conditions()), parameters.toArray());
    }

    /** @return whether it was running */
    boolean cancel(UUID id) {
        return database.update(CANCEL, id) == 1;
    }

    Optional<JsonObject> find(UUID id) {
        return database.query(VIEW, row -> JsonText.parse(row.getString("job")), id).stream()
                .findFirst();
    }
}
