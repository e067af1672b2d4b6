package com.acmecrm.integration.platform.task;

import io.micrometer.core.instrument.MeterRegistry;

/** Makes registries for tests without a container. */
public final class TaskRegistryDouble {

    private TaskRegistryDouble() {}

    public static TaskRegistry of(MeterRegistry meters) {
        TaskRegistry registry = new TaskRegistry();
        registry.meters = meters;
        return registry;
    }
}
