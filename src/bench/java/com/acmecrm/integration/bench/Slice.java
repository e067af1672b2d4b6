package com.acmecrm.integration.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What was seen of one side in one go.
 *
 * @param elapsed from the first start to the last answer
 * @param nanos how long each took
 * @param processor what the application's process spent meanwhile, the relay's part included; zero where it had no part
 */
record Slice(long count, Duration elapsed, Histogram nanos, Duration processor) {

    Slice withProcessor(Duration spent) {
        return new Slice(count, elapsed, nanos, spent);
    }

    double rate() {
        return count * 1e9 / elapsed.toNanos();
    }

    double percentileMillis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    double processorMillis() {
        return processor.toNanos() / 1e6 / count;
    }
}
