package com.acmecrm.integration.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;

/** The outbox as requests see it. */
@ApplicationScoped
public class EventRepository {

    private static final String BACKLOG = """
            select
                (select count(*) from event_processing where status = 'pending'),
                (select count(*) from event_processing where status = 'failed'),
                coalesce(
                    (select greatest(0, extract(epoch from clock_timestamp() - created_at)) * 1000
                     from event_processing where status = 'pending' order by seq limit 1),
                    0)""";

    @PersistenceContext
    EntityManager entityManager;

    /** Writes what is waiting in the persistence context first, then the event. */
    void append(EventProcessing event) {
        entityManager.flush();
        entityManager.persist(event);
        entityManager.flush();
    }

    /** Counted anew; the partial indices that the relay works by keep it cheap. */
    Backlog backlog() {
        Object[] row = (Object[]) entityManager.createNativeQuery(BACKLOG).getSingleResult();
        return new Backlog(
                ((Number) row[0]).longValue(),
                ((Number) row[1]).longValue(),
                Duration.ofMillis(((Number) row[2]).longValue()));
    }
}
