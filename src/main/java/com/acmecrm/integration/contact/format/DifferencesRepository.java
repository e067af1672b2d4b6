package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.contact.ExternalId;
import com.acmecrm.integration.platform.RequestDatabase;
import com.acmecrm.integration.platform.SqlDatabase.Values;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What differs between the rows of a contact, told by PostgreSQL: it can do so for a million contacts at once, and reads
 * whatever AcmeCRM has written. The mapping here is that of {@code ContactMapper}; a test holds the two together.
 */
@ApplicationScoped
public class DifferencesRepository {

    /**
     * Contacts {@code i}, AcmeCRM's rows {@code a}, and {@code d.names}: what differs, in alphabetical order. JSON values
     * are compared, not their texts: a number is no string, 1.0 is 1, the order of members means nothing.
     */
    static final String CONTACTS = """
            internal_contacts i
            left join acme_contacts a
                on a.id = case i.source when 'acmecrm' then i.source_id else i.source || ':' || i.source_id end
            cross join lateral (select array_remove(array[
                %s], null) as names) d""".formatted(String.join(
            ",\n    ",
            List.of(
                    unlessSame("acme_address", "to_jsonb(%s)".formatted(addressLine())),
                    unlessSame("acme_company", "to_jsonb(i.company)"),
                    unlessSame("acme_custom_fields", "i.custom_fields"),
                    unlessSame("acme_email", "to_jsonb(i.email)"),
                    unlessSame("acme_first_name", "to_jsonb(i.first_name)"),
                    unlessSame("acme_last_name", "to_jsonb(i.last_name)"),
                    unlessSame("acme_notes", "to_jsonb(i.notes)"),
                    unlessSame("acme_phone", "to_jsonb(i.phone)"),
                    unlessSame("acme_status", "to_jsonb(upper(left(i.status, 1)) || substr(i.status, 2))"),
                    unlessSame("acme_tags", "i.tags"),
                    unlessSame("acme_title", "to_jsonb(i.title)"))));

    private static final String SNAPSHOT = "set transaction isolation level repeatable read, read only";

    private static final String NAMES = "select d.names from %s where i.id = ?".formatted(CONTACTS);

    private static final String VIEW = """
            select a.id is not null as known, array_to_json(d.names)::text as names,
                case when length(a.data::text) <= 4194304 then a.data::text end as data
            from %s where i.id = ?""".formatted(CONTACTS);

    private static final String LOCK = "select id from acme_contacts where id = ? for no key update";

    /** What is longer than any field may be is not worth the way; an empty text is no JSON. */
    private static final String VALUES = """
            select n.name, case when length((a.data -> n.name)::text) > 200000 then ''
                else coalesce((a.data -> n.name)::text, 'null') end as value
            from acme_contacts a, unnest(?) as n (name) where a.id = ?""";

    @Inject
    RequestDatabase database;

    /** Everything that the caller's transaction reads is of one moment; to be called first. */
    void beginSnapshot() {
        database.update(SNAPSHOT);
    }

    /** Names of what differs, in alphabetical order. */
    List<String> names(UUID contactId) {
        return database.query(NAMES, row -> List.of((String[]) row.getArray(1).getArray()), contactId)
                .get(0);
    }

    AcmeView view(UUID contactId) {
        return database.query(
                        VIEW,
                        row -> new AcmeView(
                                row.getBoolean("known"),
                                Optional.ofNullable(row.getString("data")),
                                row.getString("names")),
                        contactId)
                .get(0);
    }

    /** Keeps AcmeCRM from its row until the transaction ends; false where there is none. */
    boolean lock(ExternalId externalId) {
        return !database.query(LOCK, row -> row.getString(1), externalId.acmeId())
                .isEmpty();
    }

    /** AcmeCRM's values by name, as JSON; {@code null} where it has none, an empty text where it is longer than any may be. */
    Map<String, String> values(ExternalId externalId, List<String> names) {
        Map<String, String> values = new LinkedHashMap<>();
        database.query(
                VALUES,
                row -> values.put(row.getString("name"), row.getString("value")),
                new Values("text", names.toArray()),
                externalId.acmeId());
        return values;
    }

    private static String unlessSame(String name, String ours) {
        return "case when a.data -> '%s' is distinct from %s then '%s' end".formatted(name, ours, name);
    }

    /** As {@code Address.toAcmeLine}; four separators alone are an address of which nothing is known. */
    private static String addressLine() {
        return "case when i.address = '{}' then '' else coalesce(nullif(concat_ws(', ', %s), ', , , , '), '') end"
                .formatted(String.join(
                        ", ",
                        List.of(
                                place("street"),
                                place("city"),
                                place("state"),
                                place("postalCode"),
                                place("country"))));
    }

    private static String place(String member) {
        return "replace(replace(replace(coalesce(i.address ->> '%s', ''), '\\', '\\\\'), ',', '\\,'), chr(10), '\\n')"
                .formatted(member);
    }

    /**
     * AcmeCRM's row beside a contact.
     *
     * @param known whether there is one
     * @param data JSON; empty where it is too large to be shown, too
     * @param names a JSON array of what differs
     */
    record AcmeView(boolean known, Optional<String> data, String names) {}
}
