package com.acmecrm.integration.chaos;

import java.util.ArrayList;
import java.util.List;

/** How long the chaos tests go on ({@code -Dchaos.rounds=}, 5 by default). */
final class Rounds {

    static final int COUNT = Integer.getInteger("chaos.rounds", 5);

    /** From so many on, everything is done in full. */
    private static final int FULL = 5;

    private Rounds() {}

    /** With the second compiler only where a test goes on for long enough to see it end its work. */
    static List<String> jvm(String heap) {
        List<String> options = new ArrayList<>(List.of("-XX:+UseParallelGC", "-Xmx" + heap));
        if (COUNT < FULL) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        return options;
    }

    /** @return all of it, or for fewer than five rounds so many fifths */
    static int part(int all) {
        return all * Math.min(COUNT, FULL) / FULL;
    }
}
