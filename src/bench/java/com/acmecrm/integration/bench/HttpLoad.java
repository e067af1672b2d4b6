package com.acmecrm.integration.bench;

import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.config.PhaseBuilder;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.statistics.HttpStats;
import io.hyperfoil.http.steps.HttpStepCatalog;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Requests over HTTP, by Hyperfoil. Whatever is not answered by 2xx voids the run. */
final class HttpLoad {

    private static final int THREADS = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OPEN_CONNECTIONS = 32;

    private final String address;

    HttpLoad(URI url) {
        // By number: localhost may be another address to another resolver.
        this.address = "http://127.0.0.1:" + url.getPort();
    }

    /** Closed loop: each connection sends its next request when the last is answered. */
    Slice closed(Call call, int connections, Duration duration) {
        BenchmarkBuilder benchmark = benchmark(connections);
        addCall(benchmark.addPhase("slice").always(connections), call, duration);
        return run(benchmark).get("slice");
    }

    /** Open loop: requests start at their rate, however long others take. Poisson, as independent clients would. */
    Map<String, Slice> open(Map<String, Call> calls, int perSecond, Duration duration) {
        BenchmarkBuilder benchmark = benchmark(OPEN_CONNECTIONS);
        calls.forEach((name, call) -> addCall(
                benchmark.addPhase(name).constantRate(perSecond / calls.size()).maxSessions(perSecond),
                call,
                duration));
        return run(benchmark);
    }

    private BenchmarkBuilder benchmark(int connections) {
        BenchmarkBuilder benchmark = BenchmarkBuilder.builder().name("bench").threads(THREADS);
        benchmark
                .addPlugin(HttpPluginBuilder::new)
                .http()
                .host(address)
                .sharedConnections(connections)
                .requestTimeout(PATIENCE.toMillis());
        return benchmark;
    }

    private static void addCall(PhaseBuilder<?> phase, Call call, Duration duration) {
        var request = phase.duration(duration.toMillis())
                .scenario()
                .initialSequence(phase.name())
                .step(HttpStepCatalog.SC)
                .httpRequest(call.method())
                .path(session -> call.path().get())
                .body((session, connection) ->
                        Unpooled.wrappedBuffer(call.body().get().getBytes(StandardCharsets.UTF_8)));
        call.headers().forEach((name, value) -> request.headers().header(name, value));
        request.endStep();
    }

    private static Map<String, Slice> run(BenchmarkBuilder benchmark) {
        Map<String, StatisticsSnapshot> totals = new ConcurrentHashMap<>();
        new LocalSimulationRunner(
                        benchmark.build(),
                        (phase, step, metric, snapshot, countDown) -> totals.computeIfAbsent(
                                        phase.name(), name -> new StatisticsSnapshot())
                                .add(snapshot),
                        null,
                        null)
                .run();
        Map<String, Slice> slices = new ConcurrentHashMap<>();
        totals.forEach((phase, total) -> slices.put(phase, slice(phase, total)));
        return slices;
    }

    private static Slice slice(String phase, StatisticsSnapshot total) {
        HttpStats statuses = HttpStats.get(total);
        if (total.requestCount == 0
                || statuses.status_2xx != total.requestCount
                || total.invalid + total.errors() > 0) {
            throw new VoidRunException("Not all requests of \"%s\" were answered by 2xx: %s".formatted(phase, total));
        }
        Duration elapsed = Duration.ofMillis(total.histogram.getEndTimeStamp() - total.histogram.getStartTimeStamp());
        return new Slice(total.requestCount, elapsed, total.histogram, Duration.ZERO);
    }
}
