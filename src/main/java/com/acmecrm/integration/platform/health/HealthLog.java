package com.acmecrm.integration.platform.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each change of a check, with the reason that no probe is told. */
@ApplicationScoped
public class HealthLog {

    private static final Logger LOG = LoggerFactory.getLogger(HealthLog.class);

    private final Map<String, String> states = new ConcurrentHashMap<>();

    void note(HealthCheckResponse finding, String reason) {
        String state = Findings.state(finding);
        String before = states.put(finding.getName(), state);
        if (state.equals(before == null ? Findings.OK : before)) {
            return;
        }
        if (state.equals(Findings.OK)) {
            LOG.info("Health: {} is ok again", finding.getName());
            return;
        }
        LOG.warn("Health: {} is {} {}", finding.getName(), state, reason);
    }
}
