package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.log.Causes;
import com.acmecrm.integration.platform.shutdown.BackgroundWork;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something done again and again that may take long or fail: never twice at once, later after a failure, and not when the application stops. */
public final class Chore {

    private static final Logger LOG = LoggerFactory.getLogger(Chore.class);

    private final String name;
    private final LoopFailures failures;
    private final BackgroundWork background;
    private final Runnable work;
    private final Backoff backoff = new Backoff(new SecureRandom());
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile long due = System.nanoTime();

    /** @param name under which its failures are counted */
    public Chore(String name, LoopFailures failures, BackgroundWork background, Runnable work) {
        this.name = name;
        this.failures = failures;
        this.background = background;
        this.work = work;
    }

    /** Does it, unless it is being done or it is too early after a failure. */
    public void submitTo(Executor executor) {
        if (System.nanoTime() - due >= 0 && running.compareAndSet(false, true)) {
            executor.execute(this::run);
        }
    }

    private void run() {
        try {
            background.run(work);
            backoff.succeeded();
        } catch (RuntimeException failure) {
            Duration wait = backoff.next();
            due = System.nanoTime() + wait.toNanos();
            failures.count(name);
            LOG.warn("{} failed, next try after {}: {}", name, wait, Causes.of(failure));
        } finally {
            running.set(false);
        }
    }
}
