package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.DatabaseProbe;
import com.acmecrm.integration.platform.health.BoundedHealthCheck;
import com.acmecrm.integration.platform.health.Findings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Degraded while an event has failed, for an hour after a message that was no event, and while an event has waited for
 * longer than {@code acmecrm.events.degraded-after} to be sent or processed: Kafka, the relay or the consumer then does
 * not keep up.
 */
@Readiness
@ApplicationScoped
public class EventsHealthCheck implements BoundedHealthCheck {

    private static final String NAME = "events";

    /** A look at the beginning of each partition, however many events wait there. */
    private static final String STATE = """
            select
                (select count(*) from event_processing where status = 'failed') as failed,
                (select count(*) from poison_messages where seen_at > clock_timestamp() - interval '1 hour') as poison,
                coalesce(extract(epoch from clock_timestamp() - least(
                    (select created_at from event_processing where status = 'pending' order by seq limit 1),
                    (select min(first.created_at)
                     from generate_series(
                         0,
                         (select max(kafka_partition) from event_processing where status = 'published')) as part
                     cross join lateral (
                         select created_at from event_processing
                         where status = 'published' and kafka_partition = part
                         order by kafka_offset limit 1) as first))), 0) as waiting""";

    @Inject
    DatabaseProbe database;

    @Inject
    @ConfigProperty(name = "acmecrm.events.degraded-after")
    Duration degradedAfter;

    @Override
    public HealthCheckResponse call() {
        return database.ask(STATE, this::finding);
    }

    /** PostgreSQL's own check says more. */
    @Override
    public HealthCheckResponse unanswered() {
        return Findings.degraded(NAME, Map.of());
    }

    private HealthCheckResponse finding(ResultSet row) throws SQLException {
        long failed = row.getLong("failed");
        long poison = row.getLong("poison");
        long waiting = Math.max(0, row.getLong("waiting")); // the nodes' clocks differ from PostgreSQL's
        Map<String, Object> data = Map.of("failed", failed, "poisonLastHour", poison, "oldestWaitingSeconds", waiting);
        return failed == 0 && poison == 0 && waiting < degradedAfter.toSeconds()
                ? Findings.ok(NAME, data)
                : Findings.degraded(NAME, data);
    }
}
