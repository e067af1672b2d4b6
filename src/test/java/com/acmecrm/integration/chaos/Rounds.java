package com.acmecrm.integration.chaos;

/** How long the chaos tests go on ({@code -Dchaos.rounds=}, 5 by default). */
final class Rounds {

    static final int COUNT = Integer.getInteger("chaos.rounds", 5);

    /** From so many on, everything is done in full. */
    private static final int FULL = 5;

    private Rounds() {}

    /** @return all of it, or for fewer than five rounds so many fifths */
    static int part(int all) {
        return all * Math.min(COUNT, FULL) / FULL;
    }
}
