package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.SqlStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import java.util.Optional;
import java.util.UUID;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** The rows of {@code internal_contacts}. */
@ApplicationScoped
public class InternalContactRepository {

    private static final String ADD_IF_ABSENT = """
            insert into internal_contacts (
                id, first_name, last_name, email, phone, company, title, address, notes, status, tags, custom_fields,
                source, source_id, created_at, updated_at, version)
            values (
                :id, :firstName, :lastName, :email, :phone, :company, :title, cast(:address as jsonb), :notes, :status,
                cast(:tags as jsonb), cast(:customFields as jsonb), :source, :sourceId, :createdAt, :updatedAt, :version)
            on conflict (source, source_id) do nothing""";

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

    /**
     * Leaves the transaction usable where the external id is taken, which {@link #add} cannot: a unique violation
     * aborts it. Waits for transactions that are just writing this external id.
     *
     * @return whether it was free; the row is not one of the persistence context
     */
    public boolean addIfAbsent(Contact contact) {
        ContactFields fields = contact.fields();
        return entityManager
                        .createNativeQuery(ADD_IF_ABSENT)
                        .setParameter("id", contact.id())
                        .setParameter("firstName", fields.firstName())
                        .setParameter("lastName", fields.lastName())
                        .setParameter("email", fields.email())
                        .setParameter("phone", fields.phone())
                        .setParameter("company", fields.company())
                        .setParameter("title", fields.title())
                        .setParameter("address", fields.address().toJson().toString())
                        .setParameter("notes", fields.notes())
                        .setParameter("status", fields.status())
                        .setParameter(
                                "tags",
                                JSON.createArrayBuilder(fields.tags()).build().toString())
                        .setParameter("customFields", fields.customFields().toString())
                        .setParameter("source", contact.externalId().source())
                        .setParameter("sourceId", contact.externalId().sourceId())
                        .setParameter("createdAt", contact.createdAt())
                        .setParameter("updatedAt", contact.updatedAt())
                        .setParameter("version", contact.version())
                        .executeUpdate()
                == 1;
    }

    public Optional<InternalContact> find(UUID id) {
        return Optional.ofNullable(entityManager.find(InternalContact.class, id));
    }

    /** Waits for whoever is changing the contact, and keeps everyone else from it until the transaction ends. */
    public Optional<InternalContact> findLocked(UUID id) {
        return Optional.ofNullable(entityManager.find(InternalContact.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    public Optional<InternalContact> find(ExternalId externalId) {
        return byExternalId(externalId).getResultStream().findFirst();
    }

    /** As {@link #findLocked(UUID)}; empty where the one that it waited for has deleted the contact. */
    public Optional<InternalContact> findLocked(ExternalId externalId) {
        return byExternalId(externalId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    private TypedQuery<InternalContact> byExternalId(ExternalId externalId) {
        return entityManager
                .createQuery(
                        "select c from InternalContact c where c.source = :source and c.sourceId = :sourceId",
                        InternalContact.class)
                .setParameter("source", externalId.source())
                .setParameter("sourceId", externalId.sourceId());
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
