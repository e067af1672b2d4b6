package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.event.EventOutbox;
import com.acmecrm.integration.platform.JsonText;
import com.acmecrm.integration.platform.WorkDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Works off retries by filter. Each batch and the progress of its job are one transaction: a node may die at any time. */
@ApplicationScoped
public class RetryBatchRepository {

    /** What another node works at is locked: the next one is found instead. */
    private static final String FIND_DUE = """
            select id from event_retry_jobs where status = 'running' and next_at <= clock_timestamp()
            order by next_at limit 1 for update skip locked""";

    /** At most one batch a second of each job, in the whole cluster: another node may have taken it meanwhile. */
    private static final String CLAIM = """
            select filter::text as filter, reason, user_id, username, done_to_seq, up_to_seq
            from event_retry_jobs where id = ? and status = 'running' and next_at <= clock_timestamp()
            for update skip locked""";

    private static final String POSTPONE = """
            update event_retry_jobs set next_at = clock_timestamp() + interval '10 seconds'
            where id = ? and status = 'running'""";

    private static final String RETRY = """
            with chosen as (
                select e.id, e.seq from event_processing e
                where e.status = 'failed' and e.seq > ? and e.seq <= ? %s
                order by e.seq limit ? for update of e),
            retried as (
                update event_processing e %s from chosen where e.id = chosen.id
                returning e.id),
            noted as (
                insert into event_history (event_id, action, reason, user_id, username, job_id)
                select id, 'retry', ?, ?, ?, ? from retried)
            select count(*) as events, max(seq) as last from chosen""";

    private static final String ADVANCE = """
            update event_retry_jobs set retried = retried + ?, done_to_seq = ?,
                next_at = clock_timestamp() + interval '1 second',
                status = case when ? then 'done' else 'running' end,
                finished_at = case when ? then clock_timestamp() end
            where id = ?""";

    @Inject
    WorkDatabase database;

    @Inject
    EventOutbox outbox;

    /** The job that has waited longest. */
    @Transactional
    Optional<UUID> findDue() {
        return database.query(FIND_DUE, row -> row.getObject("id", UUID.class)).stream()
                .findFirst();
    }

    /** Retries the next batch of a job, unless another node does. */
    @Transactional
    void retryNext(UUID id, int limit) {
        database.query(CLAIM, row -> job(id, row), id).forEach(job -> retry(job, limit));
    }

    /** A job that cannot be done now must not keep the others from being done. */
    @Transactional
    void postpone(UUID id) {
        database.update(POSTPONE, id);
    }

    private static Job job(UUID id, ResultSet row) throws SQLException {
        return new Job(
                id,
                EventFilter.of(JsonText.parse(row.getString("filter"))),
                row.getString("reason"),
                new Operator(row.getString("user_id"), row.getString("username")),
                row.getLong("done_to_seq"),
                row.getLong("up_to_seq"));
    }

    private void retry(Job job, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(job.doneToSeq(), job.upToSeq()));
        parameters.addAll(job.filter().parameters());
        parameters.addAll(List.of(
                limit, job.reason(), job.operator().userId(), job.operator().username(), job.id()));
        Batch batch = database.query(
                        RETRY.formatted(job.filter().conditions(), EventStateRepository.RETRIED),
                        row -> new Batch(row.getLong("events"), row.getLong("last")),
                        parameters.toArray())
                .get(0);
        boolean done = batch.events() < limit;
        database.update(ADVANCE, batch.events(), Math.max(batch.last(), job.doneToSeq()), done, done, job.id());
        outbox.wakeRelay();
    }

    private record Job(UUID id, EventFilter filter, String reason, Operator operator, long doneToSeq, long upToSeq) {}

    private record Batch(long events, long last) {}
}
