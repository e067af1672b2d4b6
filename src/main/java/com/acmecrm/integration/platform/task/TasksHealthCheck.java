package com.acmecrm.integration.platform.task;

import com.acmecrm.integration.platform.health.BoundedHealthCheck;
import com.acmecrm.integration.platform.health.Findings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Degraded while a background task of this node is late, hangs or keeps failing; the data names the tasks. */
@Readiness
@ApplicationScoped
public class TasksHealthCheck implements BoundedHealthCheck {

    private static final String NAME = "tasks";

    @Inject
    TaskRegistry tasks;

    @Override
    public HealthCheckResponse call() {
        Map<String, Object> data = new TreeMap<>();
        put(data, "late", TaskState::isLate);
        put(data, "failing", TaskState::isFailing);
        return data.isEmpty() ? Findings.ok(NAME, data) : Findings.degraded(NAME, data);
    }

    private void put(Map<String, Object> data, String member, Predicate<TaskState> condition) {
        String names =
                tasks.all().stream().filter(condition).map(TaskState::name).collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            data.put(member, names);
        }
    }

    @Override
    public HealthCheckResponse unanswered() {
        return Findings.degraded(NAME, Map.of());
    }
}
