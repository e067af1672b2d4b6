package com.acmecrm.integration.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Counts the lines of the trail that this node has written and deleted. */
@ApplicationScoped
public class AuditMetrics {

    @Inject
    MeterRegistry meters;

    private Counter kept;
    private Counter copied;
    private Counter deleted;

    @PostConstruct
    void register() {
        kept = written("request");
        copied = written("event");
        deleted = Counter.builder("acmecrm.audit.deleted")
                .description("Lines of the audit trail deleted because they were older than acmecrm.audit.retention")
                .register(meters);
    }

    private Counter written(String from) {
        return Counter.builder("acmecrm.audit.written")
                .description("Lines of the audit trail written by requests, and copied from events")
                .tag("from", from)
                .register(meters);
    }

    void kept(int lines) {
        kept.increment(lines);
    }

    void copied(int lines) {
        copied.increment(lines);
    }

    void deleted(int lines) {
        deleted.increment(lines);
    }
}
