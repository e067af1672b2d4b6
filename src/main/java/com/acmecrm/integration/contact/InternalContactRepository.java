package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.SqlStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code internal_contacts}. */
@ApplicationScoped
public class InternalContactRepository {

    @PersistenceContext
    EntityManager entityManager;

    /** @throws DuplicateContactException if the external id is taken */
    public void add(InternalContact contact, ExternalId externalId) {
        try {
            entityManager.persist(contact);
            entityManager.flush();
        } catch (PersistenceException failure) {
            if (SqlStates.isUniqueViolation(failure)) {
                throw new DuplicateContactException(externalId);
            }
            throw failure;
        }
    }

    public Optional<InternalContact> find(UUID id) {
        return Optional.ofNullable(entityManager.find(InternalContact.class, id));
    }

    /** Waits for whoever is changing the contact, and keeps everyone else from it until the transaction ends. */
    public Optional<InternalContact> findLocked(UUID id) {
        return Optional.ofNullable(entityManager.find(InternalContact.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    public Optional<InternalContact> find(ExternalId externalId) {
        return entityManager
                .createQuery(
                        "select c from InternalContact c where c.source = :source and c.sourceId = :sourceId",
                        InternalContact.class)
                .setParameter("source", externalId.source())
                .setParameter("sourceId", externalId.sourceId())
                .getResultStream()
                .findFirst();
    }

    /**
     * Writes the changes made to a contact.
     *
     * @throws OptimisticLockException if another transaction has changed it since it was read
     */
    public void write() {
        entityManager.flush();
    }

    public void remove(InternalContact contact) {
        entityManager.remove(contact);
        entityManager.flush();
    }
}
