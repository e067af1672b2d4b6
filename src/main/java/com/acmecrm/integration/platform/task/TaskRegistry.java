package com.acmecrm.integration.platform.task;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** All tasks that this node runs again and again. */
@ApplicationScoped
public class TaskRegistry {

    private static final double MILLIS = 1_000;

    @Inject
    MeterRegistry meters;

    private final Map<String, TaskState> tasks = new ConcurrentSkipListMap<>();

    /**
     * Registers a task before its first round. It is late from then on, if it does not run.
     *
     * @param name in health, metrics and the log
     * @param period between two rounds when nothing is wrong
     * @param longestRound what one round, or one step of it, may take before it counts as hung
     */
    public TaskState register(String name, Duration period, Duration longestRound) {
        Counter failures = Counter.builder("acmecrm.loop.failures")
                .description("Rounds of a background loop that failed and are tried again")
                .tag("loop", name)
                .register(meters);
        TaskState task = new TaskState(name, period, longestRound, failures, System::nanoTime);
        Gauge.builder("acmecrm.task.age", task, state -> state.age().toMillis() / MILLIS)
                .description("Time since a background task last ran")
                .baseUnit("seconds")
                .tag("task", name)
                .register(meters);
        tasks.put(name, task);
        return task;
    }

    /** In the order of their names. */
    List<TaskState> all() {
        return List.copyOf(tasks.values());
    }
}
