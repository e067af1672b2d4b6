package com.acmecrm.integration.platform.shutdown;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Counts what has begun and not ended, and can be waited for. */
final class UnderWay {

    /** One party stands for who waits: a phase ends when all others have left. */
    private final Phaser phaser = new Phaser(1);

    void begin() {
        phaser.register();
    }

    void end() {
        phaser.arriveAndDeregister();
    }

    /** @return false where something still is under way after that time */
    boolean awaitNone(Duration patience) {
        try {
            phaser.awaitAdvanceInterruptibly(phaser.arrive(), patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
