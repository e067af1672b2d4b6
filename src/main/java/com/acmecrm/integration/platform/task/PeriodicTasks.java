package com.acmecrm.integration.platform.task;

import com.acmecrm.integration.platform.shutdown.BackgroundWork;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Starts tasks that run once a period until the application stops. */
@ApplicationScoped
public class PeriodicTasks {

    /** PostgreSQL answers background work within ten seconds or fails, and a transaction has few statements. */
    public static final Duration STANDARD_ROUND = Duration.ofSeconds(30);

    private static final int IDLE_SECONDS = 30;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ManagedScheduledExecutorService scheduler;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    ManagedThreadFactory threads;

    @Inject
    TaskRegistry registry;

    @Inject
    BackgroundWork background;

    private final List<Future<?>> schedules = new CopyOnWriteArrayList<>();
    private ExecutorService executor;

    /**
     * A thread for each task that runs, and none that waits: the container's own executors have a few threads for
     * everything, and a task that hangs would keep one from health checks or from the other tasks.
     */
    @PostConstruct
    void open() {
        executor = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    /**
     * Runs the work once a period, the first time after one.
     *
     * @param name in health, metrics and the log
     * @param longestRound what one round, or one step of it, may take before it counts as hung
     * @return for rounds that have steps
     */
    public TaskState schedule(String name, Duration period, Duration longestRound, Runnable work) {
        TaskState state = registry.register(name, period, longestRound);
        PeriodicTask task = new PeriodicTask(state, background, work);
        schedules.add(scheduler.scheduleWithFixedDelay(
                () -> task.submitTo(executor), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS));
        return state;
    }

    @PreDestroy
    void stop() {
        schedules.forEach(schedule -> schedule.cancel(false));
        executor.shutdownNow();
    }
}
