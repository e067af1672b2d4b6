package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.platform.Timestamps;
import com.acmecrm.integration.platform.health.Dependency;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * How the service is doing.
 *
 * @param consumerLag messages on the topic that no node has consumed; empty where Kafka does not tell
 * @param dependencies as this node sees them
 * @param parts what other features have to say, by its name
 */
record Overview(
        OverviewFigures figures,
        Optional<Long> consumerLag,
        List<Dependency> dependencies,
        Map<String, JsonValue> parts) {

    private static final double MILLIS = 1_000;

    JsonObject toJson() {
        JsonObjectBuilder overview = JSON.createObjectBuilder()
                .add("events", counts(figures.counts()))
                .add("oldestPendingSeconds", figures.oldestPending().toMillis() / MILLIS)
                .add("parked", figures.parked())
                .add("rates", array(figures.rates().stream().map(Overview::rate).toList()))
                .add("consumerLag", number(consumerLag))
                .add("poisonCount", figures.poison())
                .add(
                        "dependencies",
                        array(dependencies.stream().map(Overview::dependency).toList()));
        parts.forEach(overview::add);
        return overview.build();
    }

    private static JsonObjectBuilder counts(OverviewFigures.Counts counts) {
        return JSON.createObjectBuilder()
                .add("pending", counts.pending())
                .add("published", counts.published())
                .add("processed", counts.processed())
                .add("failed", counts.failed())
                .add("discarded", counts.discarded());
    }

    private static JsonObject rate(OverviewFigures.Minute minute) {
        return JSON.createObjectBuilder()
                .add("minute", Timestamps.format(minute.start()))
                .add("published", minute.published())
                .add("processed", minute.processed())
                .add("failed", minute.failed())
                .build();
    }

    private static JsonObject dependency(Dependency dependency) {
        return JSON.createObjectBuilder()
                .add("name", dependency.name())
                .add("state", dependency.state())
                .add("latencyMillis", number(dependency.latencyMillis()))
                .build();
    }

    private static JsonValue number(Optional<Long> known) {
        return known.<JsonValue>map(JSON::createValue).orElse(JsonValue.NULL);
    }

    private static JsonArray array(List<JsonObject> elements) {
        return JSON.createArrayBuilder(elements).build();
    }
}
