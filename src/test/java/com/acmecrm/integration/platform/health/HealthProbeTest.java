package com.acmecrm.integration.platform.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class HealthProbeTest {

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void reportShouldBeUpWhenNothingIsDown() {
        HealthReport report = report(
                check("good", () -> Findings.ok("good", Map.of("latencyMillis", 7L))),
                check("so-so", () -> Findings.degraded("so-so", Map.of())));

        assertThat(report.isUp()).isTrue();
        assertThatJson(report.toJson().toString()).isEqualTo("""
                {"status":"UP","checks":[
                  {"name":"good","status":"UP","data":{"latencyMillis":7,"state":"ok"}},
                  {"name":"so-so","status":"UP","data":{"state":"degraded"}}]}""");
    }

    @Test
    void reportShouldBeDownWhenOneIs() {
        HealthReport report =
                report(check("good", () -> Findings.ok("good", Map.of())), check("bad", () -> Findings.down("bad")));

        assertThatJson(report.toJson().toString()).isEqualTo("""
                {"status":"DOWN","checks":[
                  {"name":"good","status":"UP","data":{"state":"ok"}},
                  {"name":"bad","status":"DOWN"}]}""");
    }

    @Test
    void checkThatThrowsShouldBeUnansweredWithoutItsReason() {
        HealthReport report = report(check("broken", () -> {
            throw new IllegalStateException("secret");
        }));

        assertThatJson(report.toJson().toString())
                .isEqualTo("{\"status\":\"DOWN\",\"checks\":[{\"name\":\"broken\",\"status\":\"DOWN\"}]}");
    }

    @Test
    void checksThatHangShouldAllBeGivenUpAfterASecond() {
        BoundedHealthCheck hanging = check("hanging", this::hang);

        HealthReport report = assertTimeout(
                Duration.ofSeconds(2),
                () -> report(hanging, hanging, hanging, check("good", () -> Findings.ok("good", Map.of()))));

        assertThat(report.findings()).extracting(Findings::state).containsExactly("down", "down", "down", "ok");
    }

    private HealthCheckResponse hang() {
        try {
            never.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Findings.down("stopped");
    }

    private HealthReport report(BoundedHealthCheck... checks) {
        HealthLog log = new HealthLog();
        return HealthReport.of(HealthProbe.askAll(List.of(checks).stream()
                .map(check -> new HealthProbe(check, executor, log))
                .toList()));
    }

    private static BoundedHealthCheck check(String name, Supplier<HealthCheckResponse> answer) {
        return new BoundedHealthCheck() {
            @Override
            public HealthCheckResponse call() {
                return answer.get();
            }

            @Override
            public HealthCheckResponse unanswered() {
                return Findings.down(name);
            }
        };
    }
}
