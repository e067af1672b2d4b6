package com.acmecrm.integration.idempotency;

import com.acmecrm.integration.event.RetentionLoop;
import com.acmecrm.integration.platform.ApplicationStarted;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** Deletes answers that have expired; any node may, several at once too. */
@ApplicationScoped
public class IdempotencyRetention {

    @Inject
    RetentionLoop loop;

    @Inject
    ExpiredAnswersRepository expired;

    @Inject
    Clock clock;

    @Inject
    MeterRegistry meters;

    private Counter deletions;

    @PostConstruct
    void register() {
        deletions = Counter.builder("acmecrm.idempotency.deleted")
                .description("Answers deleted because they were older than acmecrm.idempotency.retention")
                .register(meters);
    }

    void start(@Observes ApplicationStarted started) {
        loop.begin("idempotency-retention", this::deleteAll);
    }

    private void deleteAll() {
        Instant now = clock.instant();
        loop.inBatches(limit -> expired.deleteExpired(now, limit), deletions::increment);
    }
}
