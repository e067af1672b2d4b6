package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.platform.health.DependencyHealthCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.Readiness;

/** A broker answers. While none does, events wait in the outbox and requests go on. */
@Readiness
@ApplicationScoped
public class KafkaHealthCheck extends DependencyHealthCheck {

    @Inject
    KafkaCluster kafka;

    public KafkaHealthCheck() {
        super("kafka", Absence.DEGRADED);
    }

    @Override
    protected void ask() {
        kafka.ask(admin -> admin.describeCluster().nodes().toCompletionStage());
    }
}
