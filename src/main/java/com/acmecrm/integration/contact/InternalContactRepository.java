package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.RequestDatabase;
import com.acmecrm.integration.platform.SqlDatabase.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Optional;
import java.util.UUID;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** The rows of {@code internal_contacts}. */
@ApplicationScoped
public class InternalContactRepository {

    private static final String ADD = """
            insert into internal_contacts (
                id, first_name, last_name, email, phone, company, title, address, notes, status, tags, custom_fields,
                source, source_id, created_at, updated_at, version)
            values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?)""";

    private static final String ADD_IF_ABSENT = ADD + " on conflict (source, source_id) do nothing";

    @PersistenceContext
    EntityManager entityManager;

    @Inject
    RequestDatabase database;

    /** Ends in a unique violation, which aborts the transaction, if the external id is taken. */
    Change adding(Contact contact) {
        return new Change(ADD, columns(contact));
    }

    /**
     * Leaves the transaction usable where the external id is taken, which {@link #adding} does not. Waits for
     * transactions that are just writing this external id.
     *
     * @return whether it was free; the row is not one of the persistence context
     */
    public boolean addIfAbsent(Contact contact) {
        return database.update(ADD_IF_ABSENT, columns(contact)) == 1;
    }

    private static Object[] columns(Contact contact) {
        ContactFields fields = contact.fields();
        return new Object[] {
            contact.id(),
            fields.firstName(),
            fields.lastName(),
            fields.email(),
            fields.phone(),
            fields.company(),
            fields.title(),
            fields.address().toJson().toString(),
            fields.notes(),
            fields.status(),
            JSON.createArrayBuilder(fields.tags()).build().toString(),
            fields.customFields().toString(),
            contact.externalId().source(),
            contact.externalId().sourceId(),
            contact.createdAt(),
            contact.updatedAt(),
            contact.version()
        };
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
