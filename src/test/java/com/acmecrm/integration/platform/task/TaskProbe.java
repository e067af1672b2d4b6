package com.acmecrm.integration.platform.task;

import com.acmecrm.integration.platform.ApplicationStarted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Added to the WAR by a test: a task that does what it is told. */
@ApplicationScoped
public class TaskProbe {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Inject
    PeriodicTasks tasks;

    private volatile String behaviour = "works";
    private volatile CountDownLatch end = new CountDownLatch(0);

    void start(@Observes ApplicationStarted started) {
        tasks.schedule("probe", SECOND, SECOND, this::run);
    }

    /** @param behaviour {@code works}, {@code hangs} or {@code breaks} */
    public void become(String behaviour) {
        end.countDown();
        end = new CountDownLatch(behaviour.equals("hangs") ? 1 : 0);
        this.behaviour = behaviour;
    }

    private void run() {
        if (behaviour.equals("breaks")) {
            throw new LinkageError("The probe breaks");
        }
        try {
            end.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
