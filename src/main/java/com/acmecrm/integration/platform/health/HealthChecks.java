package com.acmecrm.integration.platform.health;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** All checks of this node. Whatever is asked, the answer comes within about a second. */
@ApplicationScoped
public class HealthChecks {

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    ManagedExecutorService executor;

    @Inject
    @Liveness
    Instance<BoundedHealthCheck> liveness;

    @Inject
    @Readiness
    Instance<BoundedHealthCheck> readiness;

    @Inject
    @Startup
    Instance<BoundedHealthCheck> startup;

    @Inject
    HealthLog log;

    private List<HealthProbe> live;
    private List<HealthProbe> ready;
    private List<HealthProbe> started;

    @PostConstruct
    void collect() {
        live = probes(liveness);
        ready = probes(readiness);
        started = probes(startup);
    }

    /** Whether the process is beyond repair, and only a restart helps. */
    HealthReport live() {
        return report(live);
    }

    /** Whether requests can be served now. */
    HealthReport ready() {
        return report(ready);
    }

    HealthReport started() {
        return report(started);
    }

    HealthReport all() {
        return report(Stream.of(live, ready, started).flatMap(List::stream).toList());
    }

    /** What this service stands on, as this node sees it. */
    public List<Dependency> dependencies() {
        return report(ready.stream().filter(HealthProbe::isOfADependency).toList()).findings().stream()
                .map(Dependency::of)
                .toList();
    }

    private List<HealthProbe> probes(Instance<BoundedHealthCheck> checks) {
        return checks.stream()
                .map(check -> new HealthProbe(check, executor, log))
                .toList();
    }

    private static HealthReport report(List<HealthProbe> probes) {
        return HealthReport.of(HealthProbe.askAll(probes));
    }
}
