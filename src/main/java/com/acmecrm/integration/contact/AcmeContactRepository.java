package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.Portions;
import com.acmecrm.integration.platform.RequestDatabase;
import com.acmecrm.integration.platform.SqlDatabase.Change;
import com.acmecrm.integration.platform.SqlDatabase.Values;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The rows of {@code acme_contacts}, which AcmeCRM may write at any moment: each change is one statement that the
 * database carries out in place, so that what AcmeCRM wrote meanwhile is never overwritten unseen.
 */
@ApplicationScoped
public class AcmeContactRepository {

    /** Keeps what AcmeCRM may have written under this id before us, its counter and its creation time too. */
    private static final String ADD = """
            insert into acme_contacts as kept (id, data, created_at, updated_at, version)
            values (?, ?::jsonb, ?, ?, ?)
            on conflict (id) do update
            set data = kept.data || (excluded.data - 'acme_version' - 'acme_created_at'),
                updated_at = excluded.updated_at""";

    /** Sets the changed values and nothing else; a row that AcmeCRM has removed is written anew. */
    private static final String CHANGE = """
            insert into acme_contacts as kept (id, data, created_at, updated_at, version)
            values (?, ?::jsonb, ?, ?, ?)
            on conflict (id) do update set data = kept.data || ?::jsonb, updated_at = excluded.updated_at""";

    private static final String REMOVE = "delete from acme_contacts where id = ?";

    private static final String ADD_ALL = """
            insert into acme_contacts as kept (id, data, created_at, updated_at, version)
            select n.id, n.data::jsonb, n.created_at, n.updated_at, n.version
            from unnest(?, ?, ?, ?, ?) as n (id, data, created_at, updated_at, version)
            on conflict (id) do update
            set data = kept.data || (excluded.data - 'acme_version' - 'acme_created_at'),
                updated_at = excluded.updated_at""";

    /** Locked in the order of ids first: AcmeCRM, too, may be writing many. */
    private static final String CHANGE_ALL = """
            with changed as (
                select * from unnest(?, ?, ?) as n (id, changes, updated_at)),
            locked as (
                select a.id from acme_contacts a join changed n on n.id = a.id order by a.id for update of a)
            update acme_contacts a set data = a.data || n.changes::jsonb, updated_at = n.updated_at
            from changed n join locked l on l.id = n.id
            where a.id = n.id
            returning a.id""";

    private static final String REMOVE_ALL = """
            with locked as (
                select id from acme_contacts where id = any (?) order by id for update)
            delete from acme_contacts a using locked l where a.id = l.id""";

    @Inject
    RequestDatabase database;

    Change adding(AcmeContact contact) {
        return new Change(
                ADD,
                contact.id(),
                contact.data().toString(),
                contact.createdAt(),
                contact.updatedAt(),
                contact.version());
    }

    /** @param changes what of {@code contact} is new */
    Change changing(AcmeContact contact, JsonObject changes) {
        return new Change(
                CHANGE,
                contact.id(),
                contact.data().toString(),
                contact.createdAt(),
                contact.updatedAt(),
                contact.version(),
                changes.toString());
    }

    Change removing(ExternalId externalId) {
        return new Change(REMOVE, externalId.acmeId());
    }

    /** As {@link #adding}, each id once. */
    void addAll(List<AcmeContact> contacts) {
        for (List<AcmeContact> portion : Portions.of(inOrder(contacts))) {
            database.update(
                    ADD_ALL,
                    Values.of("text", portion, AcmeContact::id),
                    Values.of("text", portion, contact -> contact.data().toString()),
                    Values.of(
                            "timestamptz",
                            portion,
                            contact -> contact.createdAt().toString()),
                    Values.of(
                            "timestamptz",
                            portion,
                            contact -> contact.updatedAt().toString()),
                    Values.of("int8", portion, AcmeContact::version));
        }
    }

    /**
     * As {@link #changing}, each id once.
     *
     * @param changes of each contact
     */
    void changeAll(List<AcmeContact> contacts, Function<AcmeContact, JsonObject> changes) {
        Set<String> there = new HashSet<>();
        for (List<AcmeContact> portion : Portions.of(inOrder(contacts))) {
            there.addAll(database.query(
                    CHANGE_ALL,
                    row -> row.getString("id"),
                    Values.of("text", portion, AcmeContact::id),
                    Values.of("text", portion, changes.andThen(JsonObject::toString)),
                    Values.of(
                            "timestamptz",
                            portion,
                            contact -> contact.updatedAt().toString())));
        }
        addAll(contacts.stream()
                .filter(contact -> !there.contains(contact.id()))
                .toList());
    }

    private static List<AcmeContact> inOrder(List<AcmeContact> contacts) {
        return contacts.stream().sorted(Comparator.comparing(AcmeContact::id)).toList();
    }

    void removeAll(List<ExternalId> externalIds) {
        for (List<ExternalId> portion : Portions.of(externalIds)) {
            database.update(REMOVE_ALL, Values.of("text", portion, ExternalId::acmeId));
        }
    }
}
