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
    private static final String KEY = "acmecrm.drain.file";
    /** For each request to look itself would be a system call more. */
    private static final long KEPT_NANOS = Duration.ofMillis(250).toNanos();

    @Inject
    @ConfigProperty(name = KEY)
    Optional<String> configured;

    private final UnderWay requests = new UnderWay();
    private Optional<Path> file = Optional.empty();
    private volatile boolean on;
    private volatile boolean stopping;
    private volatile long lookedAt = System.nanoTime() - KEPT_NANOS;

    @PostConstruct
    void read() {
        file = configured.map(Drain::parse);
    }

    /** At start, so that a bad value stops it. */
    void check(@Observes @Initialized(ApplicationScoped.class) Object start) {
        if (isOn()) {
            LOG.warn("This node is taken out of service as long as {} exists", file.orElseThrow());
        }
    }

    private static Path parse(String value) {
        try {
            Path path = Path.of(value).toAbsolutePath();
            if (path.getParent() != null && Files.isDirectory(path.getParent())) {
                return path;
            }
        } catch (InvalidPathException bad) {
            throw new IllegalArgumentException(KEY + " must be a path, but is: " + value, bad);
        }
        throw new IllegalArgumentException(KEY + " must be in a folder that is there, but is: " + value);
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
