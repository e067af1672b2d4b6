package com.acmecrm.integration.platform;

import com.acmecrm.integration.platform.shutdown.ApplicationStopping;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last servlet to be loaded ({@code web.xml}): tells a second later that the application has started. Payara closes
 * the libraries' files once more when it has loaded the last servlet (payara/Payara issue 693); a thread that loads a class
 * at that moment fails, and where that breaks the initializer of one of Kafka's classes, the node never sends again.
 *
 * <p>It also tells that the application stops: servlets are destroyed before anything else is, on every server.
 */
public class StartUpServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(StartUpServlet.class);
    private static final long PAUSE_SECONDS = 1;
    /** Whoever waits for the process commonly kills it after ten seconds. */
    private static final Duration STOPPING = Duration.ofSeconds(8);

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    transient ManagedScheduledExecutorService executor;

    @Inject
    transient Event<ApplicationStarted> started;

    @Inject
    transient Event<ApplicationStopping> stopping;

    @Override
    public void init() {
        executor.schedule(this::tell, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    private void tell() {
        try {
            started.fire(new ApplicationStarted());
        } catch (RuntimeException | Error failure) {
            LOG.error("Not everything could begin, and /health/started says so; restart this node", failure);
        }
    }

    @Override
    public void destroy() {
        try {
            stopping.fire(ApplicationStopping.within(STOPPING));
        } catch (RuntimeException failure) {
            LOG.warn("Not everything could be closed in its order", failure);
        }
    }
}
