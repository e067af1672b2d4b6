package com.acmecrm.integration.platform.health;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** What a check can find. Made without the server's builder, so that they are the same on every server. */
public final class Findings {

    /** The member of {@code data} that tells degraded from good, where the status is {@code UP} for both. */
    static final String STATE = "state";

    static final String OK = "ok";
    static final String DEGRADED = "degraded";

    private Findings() {}

    public static HealthCheckResponse ok(String name, Map<String, Object> data) {
        return up(name, OK, data);
    }

    /** Requests are served, and yet something must be done. */
    public static HealthCheckResponse degraded(String name, Map<String, Object> data) {
        return up(name, DEGRADED, data);
    }

    public static HealthCheckResponse down(String name) {
        return new HealthCheckResponse(name, HealthCheckResponse.Status.DOWN, Optional.empty());
    }

    /** {@code ok}, {@code degraded} or {@code down}. */
    static String state(HealthCheckResponse finding) {
        if (finding.getStatus() == HealthCheckResponse.Status.DOWN) {
            return "down";
        }
        return finding.getData().map(data -> data.get(STATE)).orElse(OK).toString();
    }

    private static HealthCheckResponse up(String name, String state, Map<String, Object> data) {
        Map<String, Object> all = new HashMap<>(data);
        all.put(STATE, state);
        return new HealthCheckResponse(name, HealthCheckResponse.Status.UP, Optional.of(all));
    }
}
