package com.acmecrm.integration.event.ops;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The figures of the overview. */
@ApplicationScoped
public class OverviewRepository {

    /**
     * In one statement, because two could each take as long as a request may wait. Processed events are by far the most:
     * they are counted while the table is small (64 MiB), and estimated as PostgreSQL's planner does when it is not.
     */
    private static final String FIGURES = """
            with states as (
                select
                    (select count(*) from event_processing where status = 'pending') as pending,
                    (select count(*) from event_processing where status = 'published') as published,
                    (select count(*) from event_processing where status = 'failed') as failed,
                    (select count(*) from event_processing where status = 'discarded') as discarded),
            size as (
                select reltuples, relpages, pg_relation_size(oid) as bytes
                from pg_class where oid = cast('event_processing' as regclass)),
            figures as (
                select states.*,
                    case
                        when bytes < 64 * 1024 * 1024 or reltuples < 0
                            then (select count(*) from event_processing where status = 'processed')
                        else greatest(0, reltuples / greatest(relpages, 1)
                            * (bytes / cast(current_setting('block_size') as int))
                            - pending - published - failed - discarded)
                    end as processed,
                    (select extract(epoch from clock_timestamp() - created_at) * 1000
                     from event_processing where status = 'pending' order by seq limit 1) as oldest,
                    (select count(*)
                     from (select message_key, min(seq) as seq
                           from event_processing where status = 'failed' group by message_key) first_failed
                     join event_processing behind
                         on behind.message_key = first_failed.message_key and behind.seq > first_failed.seq
                     where behind.status in ('pending', 'published')) as parked,
                    (select count(*) from poison_messages) as poison
                from states, size),
            minutes as (
                select minute from generate_series(
                    date_trunc('minute', now()) - interval '59 minutes', date_trunc('minute', now()),
                    interval '1 minute') as minute)
            select
                cast(pending as bigint), cast(published as bigint), cast(processed as bigint),
                cast(failed as bigint), cast(discarded as bigint),
                cast(greatest(0, oldest) as bigint), cast(parked as bigint), cast(poison as bigint),
                cast(extract(epoch from m.minute) as bigint),
                cast(coalesce(sum(r.events) filter (where r.status = 'published'), 0) as bigint),
                cast(coalesce(sum(r.events) filter (where r.status = 'processed'), 0) as bigint),
                cast(coalesce(sum(r.events) filter (where r.status = 'failed'), 0) as bigint)
            from figures cross join minutes m left join event_rates r on r.minute = m.minute
            group by 1, 2, 3, 4, 5, 6, 7, 8, 9 order by 9""";

    @PersistenceContext
    EntityManager entityManager;

    @SuppressWarnings("unchecked")
    OverviewFigures figures() {
        List<Object[]> rows =
                entityManager.createNativeQuery(FIGURES, Object[].class).getResultList();
        Object[] first = rows.get(0);
        return new OverviewFigures(
                new OverviewFigures.Counts(
                        number(first[0]), number(first[1]), number(first[2]), number(first[3]), number(first[4])),
                Duration.ofMillis(number(first[5])),
                number(first[6]),
                number(first[7]),
                rows.stream().map(OverviewRepository::minute).toList());
    }

    private static OverviewFigures.Minute minute(Object[] row) {
        return new OverviewFigures.Minute(
                Instant.ofEpochSecond(number(row[8])), number(row[9]), number(row[10]), number(row[11]));
    }

    private static long number(Object column) {
        return ((Number) column).longValue();
    }
}
