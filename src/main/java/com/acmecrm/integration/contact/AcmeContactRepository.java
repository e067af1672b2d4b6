package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.Portions;
import com.acmecrm.integration.platform.RequestDatabase;
import com.acmecrm.integration.platform.SqlDatabase.Change;
import com.acmecrm.integration.platform.SqlDatabase.Values;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.ArrayList;
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
            set data = kept.data || (excluded.data - 'acme_version' - 'acme_created_at')
                    || %s,
                updated_at = excluded.updated_at""".formatted(
                    customFields("excluded.data -> 'acme_custom_fields'", "excluded.data -> 'acme_custom_fields'"));

    /** Sets the changed values and nothing else; a row that AcmeCRM has removed is written anew. */
    private static final String CHANGE = """
            insert into acme_contacts as kept (id, data, created_at, updated_at, version)
            values (?, ?::jsonb, ?, ?, ?)
            on conflict (id) do update set data = kept.data || ?::jsonb, updated_at = excluded.updated_at""";

    /** As {@link #CHANGE}, and of the custom fields the changed members. */
    private static final String CHANGE_CUSTOM_FIELDS =
            """
            insert into acme_contacts as kept (id, data, created_at, updated_at, version)
            values (?, ?::jsonb, ?, ?, ?)
            on conflict (id) do update
            set data = kept.data || ?::jsonb || %s, updated_at = excluded.updated_at""".formatted(customFields("?::jsonb", "excluded.data -> 'acme_custom_fields'"));

    private static final String REMOVE = "delete from acme_contacts where id = ?";

    private static final String ADD_ALL = """
            insert into acme_contacts as kept (id, data, created_at, updated_at, version)
            select n.id, n.data::jsonb, n.created_at, n.updated_at, n.version
            from unnest(?, ?, ?, ?, ?) as n (id, data, created_at, updated_at, version)
            on conflict (id) do update
            set data = kept.data || (excluded.data - 'acme_version' - 'acme_created_at')
                    || %s,
                updated_at = excluded.updated_at""".formatted(
                    customFields("excluded.data -> 'acme_custom_fields'", "excluded.data -> 'acme_custom_fields'"));

    /** Locked in the order of ids first: AcmeCRM, too, may be writing many. */
    private static final String CHANGE_ALL =
            """
            with changed as (
                select id, changes::jsonb, names::jsonb, updated_at
                from unnest(?, ?, ?, ?) as n (id, changes, names, updated_at)),
            locked as (
                select a.id from acme_contacts a join changed n on n.id = a.id order by a.id for update of a)
            update acme_contacts kept
            set data = kept.data || n.changes || case when n.names is null then '{}' else %s end,
                updated_at = n.updated_at
            from changed n join locked l on l.id = n.id
            where kept.id = n.id
            returning kept.id""".formatted(customFields("n.names", "n.changes -> 'acme_custom_fields'"));

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

    /** @param change what of {@code contact} is new */
    Change changing(AcmeContact contact, AcmeChange change) {
        List<Object> parameters = new ArrayList<>(List.of(
                contact.id(),
                contact.data().toString(),
                contact.createdAt(),
                contact.updatedAt(),
                contact.version(),
                change.values().toString()));
        change.customFieldNames().map(JsonObject::toString).ifPresent(parameters::add);
        return new Change(change.customFieldNames().isEmpty() ? CHANGE : CHANGE_CUSTOM_FIELDS, parameters.toArray());
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
     * @param change of each contact
     */
    void changeAll(List<AcmeContact> contacts, Function<AcmeContact, AcmeChange> change) {
        Set<String> there = new HashSet<>();
        for (List<AcmeContact> portion : Portions.of(inOrder(contacts))) {
            there.addAll(database.query(
                    CHANGE_ALL,
                    row -> row.getString("id"),
                    Values.of("text", portion, AcmeContact::id),
                    Values.of(
                            "text", portion, change.andThen(AcmeChange::values).andThen(JsonObject::toString)),
                    Values.of("text", portion, change.andThen(AcmeContactRepository::customFieldNames)),
                    Values.of(
                            "timestamptz",
                            portion,
                            contact -> contact.updatedAt().toString())));
        }
        addAll(contacts.stream()
                .filter(contact -> !there.contains(contact.id()))
                .toList());
    }

    /** Null where they are replaced as a whole, or not at all. */
    private static String customFieldNames(AcmeChange change) {
        return change.customFieldNames().map(JsonObject::toString).orElse(null);
    }

    /**
     * In SQL: an object with {@code acme_custom_fields}, in which the members that {@code names} holds are those of
     * {@code source}, and those that AcmeCRM has added stay.
     */
    private static String customFields(String names, String source) {
        return "jsonb_build_object('acme_custom_fields', copy_json_members(kept.data -> 'acme_custom_fields', %s, %s))"
                .formatted(names, source);
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
