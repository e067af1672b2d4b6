package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.platform.OnRequestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** What PostgreSQL knows of all nodes together. */
@ApplicationScoped
@Transactional
@OnRequestDatabase
public class OverviewService {

    @Inject
    OverviewRepository events;

    /** @throws com.acmecrm.integration.platform.DatabaseUnavailableException if PostgreSQL does not answer in time */
    OverviewFigures figures() {
        return events.figures();
    }
}
