package com.acmecrm.integration.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** An operation at a number of connections, over all rounds. */
record Comparison(Operation operation, int connections, List<Round> rounds) {

    /** Of something that each round has: a disturbance in one round then moves nothing. */
    double median(ToDoubleFunction<Round> figure) {
        return median(rounds.stream().mapToDouble(figure));
    }

    static double median(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
