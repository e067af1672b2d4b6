package com.acmecrm.integration.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The rows of the outbox. */
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

    /** The first events that Kafka has not acknowledged, in the order in which they were appended. */
    @Transactional
    List<Message> findPending(int limit) {
        return entityManager
                .createQuery(
                        "select e from EventProcessing e where e.status = :pending order by e.seq",
                        EventProcessing.class)
                .setParameter("pending", EventStatus.PENDING)
                .setMaxResults(limit)
                .getResultStream()
                .map(EventProcessing::toMessage)
                .toList();
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void markPublished(List<UUID> ids, Instant at) {
        entityManager
                .createQuery("""
                        update EventProcessing e set e.status = :published, e.publishedAt = :at
                        where e.id in :ids and e.status = :pending""")
                .setParameter("published", EventStatus.PUBLISHED)
                .setParameter("pending", EventStatus.PENDING)
                .setParameter("at", at)
                .setParameter("ids", ids)
                .executeUpdate();
    }
}
