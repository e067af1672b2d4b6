package com.acmecrm.integration.bench;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** The tables as {@code docs/performance.md} holds them. */
final class MarkdownReport {

    private final Results results;
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport(Results results) {
        this.results = results;
    }

    static String of(Results results) {
        MarkdownReport report = new MarkdownReport(results);
        report.machine();
        report.operations();
        report.batches();
        report.relay();
        report.latency();
        return report.text.toString();
    }

    private void machine() {
        Machine machine = results.machine();
        line(
                "%d × %s, %s, %s; load average at the start %.1f. %d rounds of %.1f s; the application with `%s`.%n",
                machine.processors(),
                machine.processor(),
                machine.system(),
                machine.java(),
                machine.load(),
                results.settings().rounds(),
                results.settings().slice().toMillis() / 1e3,
                String.join(" ", results.settings().jvm()));
    }

    private void operations() {
        line("| operation | connections | requests/s | p50 ms | p99 ms | CPU ms | bare SQL/s | service : bare SQL"
                + " | trivial GET/s | service : trivial |");
        line("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        results.comparisons().forEach(this::operation);
        line("");
    }

    private void operation(Comparison comparison) {
        line(
                "| %s | %d | %,.0f | %.2f | %.2f | %.2f | %,.0f | %.2f | %,.0f | %.2f |",
                comparison.operation().label(),
                comparison.connections(),
                comparison.median(round -> round.service().rate()),
                comparison.median(round -> round.service().percentileMillis(50)),
                comparison.median(round -> round.service().percentileMillis(99)),
                comparison.median(round -> round.service().processorMillis()),
                comparison.median(round -> round.jdbc().rate()),
                comparison.median(Round::toJdbc),
                comparison.median(round -> round.trivial().rate()),
                comparison.median(Round::toTrivial));
    }

    private void batches() {
        BatchComparison batches = results.batches();
        line(
                "| creates | contacts/s | p50 ms | CPU ms a contact | bare JDBC batches, contacts/s | service : bare JDBC"
                        + " | one by one × %d, contacts/s | batch : one by one |",
                BatchComparison.SINGLE_CONNECTIONS);
        line("|--:|--:|--:|--:|--:|--:|--:|--:|");
        line(
                "| %,d at a time | %,.0f | %.0f | %.2f | %,.0f | %.2f | %,.0f | %.1f |",
                BatchComparison.SIZE,
                batches.median(BatchComparison.Round::contacts),
                batches.median(round -> round.batches().percentileMillis(50)),
                batches.median(round -> round.batches().processorMillis() / BatchComparison.SIZE),
                batches.median(BatchComparison.Round::jdbcContacts),
                batches.median(BatchComparison.Round::toJdbc),
                batches.median(round -> round.singles().rate()),
                batches.median(BatchComparison.Round::toSingles));
        line("");
    }

    private void relay() {
        line("| backlog | events between two of a key | events/s | CPU ms for each |");
        line("|--:|--:|--:|--:|");
        results.relayed()
                .forEach(relayed -> line(
                        "| %,d | %,d | %,.0f | %.2f |",
                        relayed.events(), relayed.apart(), relayed.rate(), relayed.processorMillis()));
        line("");
    }

    private void latency() {
        CommitToKafka.Latency latency = results.latency();
        line("| at %.0f writes/s | p50 ms | p99 ms | max ms |", latency.writesPerSecond());
        line("|---|--:|--:|--:|");
        latency("commit to Kafka", latency::sinceCommitMillis);
        latency("`ce_time` to Kafka", latency::sinceChangeMillis);
        latency.requests().forEach((name, slice) -> latency(name + ", as its client sees it", slice::percentileMillis));
    }

    private void latency(String name, DoubleUnaryOperator percentile) {
        line(
                "| %s | %.1f | %.1f | %.1f |",
                name, percentile.applyAsDouble(50), percentile.applyAsDouble(99), percentile.applyAsDouble(100));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
