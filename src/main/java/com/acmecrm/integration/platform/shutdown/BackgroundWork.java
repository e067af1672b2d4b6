package com.acmecrm.integration.platform.shutdown;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this node does by itself. When the application stops, no more of it begins, and what has begun finishes. */
@ApplicationScoped
public class BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);

    private final UnderWay underWay = new UnderWay();
    private volatile boolean stopping;

    /** Does it on this thread, unless the application stops: then it does nothing. */
    public void run(Runnable work) {
        underWay.begin();
        try {
            if (!stopping) {
                work.run();
            }
        } finally {
            underWay.end();
        }
    }

    /** Whether long work should end at the next place where it can. */
    public boolean isStopping() {
        return stopping;
    }

    void tell(@Observes @Priority(ApplicationStopping.LOOPS) ApplicationStopping event) {
        stopping = true;
    }

    void await(@Observes @Priority(ApplicationStopping.LOOPS_AWAITED) ApplicationStopping event) {
        if (underWay.awaitNone(event.left())) {
            LOG.info("Stopping: background work has ended");
        } else {
            LOG.warn("Stopping: background work is cut off; another node will do it again");
        }
    }
}
