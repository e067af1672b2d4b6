package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.Portions;
import com.acmecrm.integration.platform.RequestDatabase;
import com.acmecrm.integration.platform.SqlDatabase.Values;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The rows of {@code internal_contacts}, many in one statement, past the entities. None of its statements ever meets a
 * unique violation, which would abort the transaction.
 */
@ApplicationScoped
public class BulkContactRepository {

    /** By both keys first, each from its index, then in the order of ids, in which everyone locks who locks many. */
    private static final String LOCK = """
            with named as (
                select id from internal_contacts where id = any (?)
                union
                select c.id from unnest(?, ?) as e (source, source_id)
                join internal_contacts c on c.source = e.source and c.source_id = e.source_id)
            select c.* from internal_contacts c where c.id in (select id from named) order by c.id for update of c""";

    /** In the order of its parameters: {@code unnest} gives its rows in their order. */
    private static final String ADD = """
            insert into internal_contacts (id, first_name, last_name, email, phone, company, title, address, notes, status,
                tags, custom_fields, source, source_id, created_at, updated_at, version)
            select id, first_name, last_name, email, phone, company, title, address::jsonb, notes, status,
                tags::jsonb, custom_fields::jsonb, source, source_id, created_at, updated_at, version
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as n (id, first_name, last_name, email, phone,
                company, title, address, notes, status, tags, custom_fields, source, source_id, created_at, updated_at,
                version)
            on conflict (source, source_id) do nothing""";

    private static final String CHANGE = """
            update internal_contacts c
            set first_name = n.first_name, last_name = n.last_name, email = n.email, phone = n.phone,
                company = n.company, title = n.title, address = n.address::jsonb, notes = n.notes, status = n.status,
                tags = n.tags::jsonb, custom_fields = n.custom_fields::jsonb, updated_at = n.updated_at,
                version = n.version
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as n (id, first_name, last_name, email, phone,
                company, title, address, notes, status, tags, custom_fields, source, source_id, created_at, updated_at,
                version)
            where c.id = n.id""";

    private static final String REMOVE = "delete from internal_contacts where id = any (?)";

    @Inject
    RequestDatabase database;

    /**
     * Waits for whoever is changing one of the contacts, and keeps everyone else from them until the transaction ends.
     *
     * @return those that there are
     */
    public List<Contact> findLocked(Collection<UUID> ids, Collection<ExternalId> externalIds) {
        List<ExternalId> named = List.copyOf(externalIds);
        return database.query(
                LOCK,
                ContactRows::contact,
                Values.of("uuid", List.copyOf(ids), id -> id),
                Values.of("text", named, ExternalId::source),
                Values.of("text", named, ExternalId::sourceId));
    }

    /**
     * Adds the contacts whose external ids are free, and waits for whoever is just taking one or giving it back.
     *
     * @param contacts in the order of {@link NetChanges#claims()}
     * @return whether all were free
     */
    boolean addIfAllFree(List<Contact> contacts) {
        for (List<Contact> portion : Portions.of(contacts)) {
            if (database.update(ADD, ContactRows.columns(portion)) < portion.size()) {
                return false;
            }
        }
        return true;
    }

    /** @param contacts locked by this transaction */
    void change(List<Contact> contacts) {
        Portions.of(contacts).forEach(portion -> database.update(CHANGE, ContactRows.columns(portion)));
    }

    /** @param contacts locked or added by this transaction */
    void remove(List<Contact> contacts) {
        Portions.of(contacts).forEach(portion -> database.update(REMOVE, Values.of("uuid", portion, Contact::id)));
    }
}
