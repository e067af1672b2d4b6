package com.acmecrm.integration.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** The outbox as those see it who append to it. */
@ApplicationScoped
public class EventRepository {

    @PersistenceContext
    EntityManager entityManager;

    /** Writes what is waiting in the persistence context first, then the event. */
    void append(EventProcessing event) {
        entityManager.flush();
        entityManager.persist(event);
        entityManager.flush();
    }
}
