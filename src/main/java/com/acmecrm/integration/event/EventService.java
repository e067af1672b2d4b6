package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.OnRequestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** What is asked about events. */
@ApplicationScoped
@Transactional
@OnRequestDatabase
public class EventService {

    @Inject
    EventRepository events;

    /** @throws com.acmecrm.integration.platform.DatabaseUnavailableException if PostgreSQL does not answer in time */
    Backlog backlog() {
        return events.backlog();
    }
}
