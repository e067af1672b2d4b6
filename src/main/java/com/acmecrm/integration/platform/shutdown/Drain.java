package com.acmecrm.integration.platform.shutdown;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this node is leaving: while the file {@code acmecrm.drain.file} exists, and for good once the application stops.
 * Everything is still served; but the node is not ready, and each answer closes its connection, so that the next request
 * comes to another node. A file, because a server that gets a signal stops answering at once, and asks nobody.
 */
@ApplicationScoped
public class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    /** For each request to look itself would be a system call more. */
    private static final long KEPT_NANOS = Duration.ofMillis(250).toNanos();

    @Inject
    @ConfigProperty(name = "acmecrm.drain.file")
    Optional<String> configured;

    private final UnderWay requests = new UnderWay();
    private Optional<Path> file = Optional.empty();
    private volatile boolean on;
    private volatile boolean stopping;
    private volatile long lookedAt = System.nanoTime() - KEPT_NANOS;

    @PostConstruct
    void read() {
        file = configured.map(Path::of).map(Path::toAbsolutePath);
    }

    void tellAtStart(@Observes @Initialized(ApplicationScoped.class) Object start) {
        if (isOn()) {
            LOG.warn("This node is taken out of service as long as {} exists", file.orElseThrow());
        }
    }

    /** Whether the file could be there: a folder that is not would let a node never drain. */
    public static boolean isUsable(String file) {
        try {
            Path folder = Path.of(file).toAbsolutePath().getParent();
            return folder != null && Files.isDirectory(folder);
        } catch (InvalidPathException none) {
            return false;
        }
    }

    /** As of a quarter of a second ago at most. */
    public boolean isOn() {
        long now = System.nanoTime();
        if (now - lookedAt >= KEPT_NANOS) {
            lookedAt = now;
            look();
        }
        return on || stopping;
    }

    private void look() {
        boolean exists = file.filter(Files::exists).isPresent();
        if (exists != on) {
            on = exists;
            LOG.info(exists ? "This node drains" : "This node drains no more");
        }
    }

    /** At the beginning of each request, before anything is answered; {@link #end} must follow. */
    public void begin(HttpServletRequest request, HttpServletResponse response) {
        requests.begin();
        // HTTP/2 knows no such header (RFC 9113, 8.2.2).
        if (isOn() && request.getProtocol().startsWith("HTTP/1")) {
            response.setHeader("Connection", "close");
        }
    }

    public void end() {
        requests.end();
    }

    void finishRequests(@Observes @Priority(ApplicationStopping.REQUESTS) ApplicationStopping event) {
        stopping = true;
        LOG.info("Stopping: requests that are under way finish");
        if (requests.awaitNone(event.left())) {
            LOG.info("Stopping: no request is under way");
        } else {
            LOG.warn("Stopping: requests are cut off");
        }
    }
}
