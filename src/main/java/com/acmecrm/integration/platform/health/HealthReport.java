package com.acmecrm.integration.platform.health;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheckResponse;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** What several checks said together: {@code UP} when each of them is. */
record HealthReport(List<HealthCheckResponse> findings) {

    static HealthReport of(List<HealthCheckResponse> findings) {
        return new HealthReport(List.copyOf(findings));
    }

    boolean isUp() {
        return findings.stream().allMatch(finding -> finding.getStatus() == HealthCheckResponse.Status.UP);
    }

    /** As MicroProfile Health has it (4.0, appendix A). */
    JsonObject toJson() {
        JsonArrayBuilder checks = JSON.createArrayBuilder();
        findings.forEach(finding -> checks.add(check(finding)));
        return JSON.createObjectBuilder()
                .add("status", isUp() ? "UP" : "DOWN")
                .add("checks", checks)
                .build();
    }

    private static JsonObjectBuilder check(HealthCheckResponse finding) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("name", finding.getName())
                .add("status", finding.getStatus().name());
        finding.getData().ifPresent(data -> json.add("data", data(data)));
        return json;
    }

    private static JsonObjectBuilder data(Map<String, Object> data) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        new TreeMap<>(data).forEach((name, value) -> {
            if (value instanceof Long number) {
                json.add(name, number);
            } else {
                json.add(name, value.toString());
            }
        });
        return json;
    }
}
