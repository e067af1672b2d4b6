package com.acmecrm.integration.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Every slice, for programs that compare runs. */
final class JsonReport {

    private JsonReport() {}

    static String of(Results results) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.writeObject(Json.createObjectBuilder()
                    .add("machine", machine(results))
                    .add("operations", operations(results))
                    .add("batches", batches(results))
                    .add("relay", relay(results))
                    .add("commitToKafka", latency(results.latency()))
                    .build());
        }
        return text.toString();
    }

    private static JsonObjectBuilder machine(Results results) {
        Machine machine = results.machine();
        return Json.createObjectBuilder()
                .add("processors", machine.processors())
                .add("processor", machine.processor())
                .add("system", machine.system())
                .add("java", machine.java())
                .add("load", machine.load())
                .add("sliceSeconds", results.settings().slice().toMillis() / 1e3)
                .add("jvm", String.join(" ", results.settings().jvm()));
    }

    private static JsonArrayBuilder operations(Results results) {
        JsonArrayBuilder operations = Json.createArrayBuilder();
        for (Comparison comparison : results.comparisons()) {
            JsonArrayBuilder rounds = Json.createArrayBuilder();
            comparison
                    .rounds()
                    .forEach(round -> rounds.add(Json.createObjectBuilder()
                            .add("service", slice(round.service()))
                            .add("bareSql", slice(round.jdbc()))
                            .add("trivial", slice(round.trivial()))));
            operations.add(Json.createObjectBuilder()
                    .add("operation", comparison.operation().label())
                    .add("connections", comparison.connections())
                    .add("toBareSql", comparison.median(Round::toJdbc))
                    .add("toTrivial", comparison.median(Round::toTrivial))
                    .add("rounds", rounds));
        }
        return operations;
    }

    private static JsonArrayBuilder batches(Results results) {
        JsonArrayBuilder rounds = Json.createArrayBuilder();
        results.batches()
                .rounds()
                .forEach(round -> rounds.add(Json.createObjectBuilder()
                        .add("size", BatchComparison.SIZE)
                        .add("contactsPerSecond", round.contacts())
                        .add("toBareJdbc", round.toJdbc())
                        .add("toSingles", round.toSingles())
                        .add("service", slice(round.batches()))
                        .add("bareJdbc", slice(round.jdbc()))
                        .add("singles", slice(round.singles()))));
        return rounds;
    }

    private static JsonObjectBuilder slice(Slice slice) {
        return Json.createObjectBuilder()
                .add("count", slice.count())
                .add("perSecond", slice.rate())
                .add("p50Millis", slice.percentileMillis(50))
                .add("p99Millis", slice.percentileMillis(99))
                .add("processorMillis", slice.processorMillis());
    }

    private static JsonArrayBuilder relay(Results results) {
        JsonArrayBuilder relay = Json.createArrayBuilder();
        results.relayed()
                .forEach(relayed -> relay.add(Json.createObjectBuilder()
                        .add("events", relayed.events())
                        .add("apart", relayed.apart())
                        .add("perSecond", relayed.rate())
                        .add("processorMillis", relayed.processorMillis())));
        return relay;
    }

    private static JsonObjectBuilder latency(CommitToKafka.Latency latency) {
        return Json.createObjectBuilder()
                .add("writesPerSecond", latency.writesPerSecond())
                .add("sinceCommit", percentiles(latency::sinceCommitMillis))
                .add("sinceChange", percentiles(latency::sinceChangeMillis));
    }

    private static JsonObjectBuilder percentiles(DoubleUnaryOperator percentile) {
        return Json.createObjectBuilder()
                .add("p50Millis", percentile.applyAsDouble(50))
                .add("p99Millis", percentile.applyAsDouble(99))
                .add("maxMillis", percentile.applyAsDouble(100));
    }
}
