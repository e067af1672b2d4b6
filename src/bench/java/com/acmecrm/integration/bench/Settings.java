package com.acmecrm.integration.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How to measure.
 *
 * @param rounds of slices, each round with every operation on every side
 * @param connections numbers of connections, or of threads without the service, to measure with
 * @param slice how long one side is measured at a time
 * @param backlog events that wait for the relay
 * @param writes in a second, while the time from commit to Kafka is taken
 * @param latency how long that rate is held
 * @param jvm options of the application's virtual machine
 */
record Settings(
        Path home,
        int rounds,
        List<Integer> connections,
        Duration slice,
        Duration warmUp,
        int backlog,
        int writes,
        Duration latency,
        List<String> jvm) {

    /** Rows that are read and changed, the same on both sides: so many that no two requests at once meet in one. */
    static final int CONTACTS = 2_000;

    /** Events between two of a key in a backlog: in batches of their own, and several in one batch. */
    static final List<Integer> APART = List.of(1_000, 100);

    /** From the properties {@code bench.*}, which the profile sets. */
    static Settings read() {
        return new Settings(
                Path.of(System.getProperty("bench.home")),
                Integer.getInteger("bench.rounds"),
                Stream.of(System.getProperty("bench.connections").split(","))
                        .map(Integer::valueOf)
                        .toList(),
                seconds("bench.seconds"),
                seconds("bench.warmup"),
                Integer.getInteger("bench.backlog"),
                Integer.getInteger("bench.writes"),
                seconds("bench.latency"),
                List.of(System.getProperty("bench.jvm").trim().split("\\s+")));
    }

    private static Duration seconds(String property) {
        return Duration.ofMillis((long) (Double.parseDouble(System.getProperty(property)) * 1_000));
    }
}
