package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.platform.health.DependencyHealthCheck;
import com.acmecrm.integration.platform.health.Findings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * A broker answers, and allows this service what it needs. While none does, events wait in the outbox and requests go
 * on.
 */
@Readiness
@ApplicationScoped
public class KafkaHealthCheck extends DependencyHealthCheck {

    private static final String NAME = "kafka";

    @Inject
    KafkaCluster kafka;

    @Inject
    KafkaRights rights;

    public KafkaHealthCheck() {
        super(NAME, Absence.DEGRADED);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponse answer = super.call();
        Set<String> missing = kafka.ask(rights::missing);
        return missing.isEmpty() ? answer : Findings.degraded(NAME, Map.of("missing", String.join(", ", missing)));
    }

    @Override
    protected void ask() {
        kafka.ask(admin -> admin.describeCluster().nodes().toCompletionStage());
    }
}
