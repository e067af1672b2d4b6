package com.acmecrm.integration.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * The rows of {@code acme_contacts}, which AcmeCRM may write at any moment: each change is one statement that the
 * database carries out in place, so that what AcmeCRM wrote meanwhile is never overwritten unseen.
 */
@ApplicationScoped
public class AcmeContactRepository {

    @PersistenceContext
    EntityManager entityManager;

    /** Keeps what AcmeCRM may have written under this id before us, its counter and its creation time too. */
    public void add(AcmeContact contact) {
        entityManager
                .createNativeQuery("""
                        insert into acme_contacts as kept (id, data, created_at, updated_at, version)
                        values (:id, cast(:data as jsonb), :createdAt, :updatedAt, :version)
                        on conflict (id) do update
                        set data = kept.data || (excluded.data - 'acme_version' - 'acme_created_at'),
                            updated_at = excluded.updated_at""")
                .setParameter("id", contact.id())
                .setParameter("data", contact.data().toString())
                .setParameter("createdAt", contact.createdAt())
                .setParameter("updatedAt", contact.updatedAt())
                .setParameter("version", contact.version())
                .executeUpdate();
    }

    /** Sets the changed values and nothing else; a row that AcmeCRM has removed is written anew. */
    public void change(AcmeContact contact, JsonObject changes) {
        int changed = entityManager
                .createNativeQuery("""
                        update acme_contacts set data = data || cast(:changes as jsonb), updated_at = :updatedAt
                        where id = :id""")
                .setParameter("changes", changes.toString())
                .setParameter("updatedAt", contact.updatedAt())
                .setParameter("id", contact.id())
                .executeUpdate();
        if (changed == 0) {
            add(contact);
        }
    }

    public void remove(ExternalId externalId) {
        entityManager
                .createQuery("delete from AcmeContact a where a.id = :id")
                .setParameter("id", externalId.acmeId())
                .executeUpdate();
    }
}
