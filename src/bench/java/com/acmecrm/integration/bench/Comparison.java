package com.acmecrm.integration.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** An operation at a number of connections, over all rounds. */
record Comparison(Operation operation, int connections, List<Round> rounds) {

    /** Of something that each round has: a disturbance in one round then moves nothing. */
    double median(ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
