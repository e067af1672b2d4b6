package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.Timestamps;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import java.util.Optional;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** From the internal format to AcmeCRM's. */
public final class ContactMapper {

    /** Counts AcmeCRM's own changes; ours leave it alone. */
    static final long FIRST_ACME_VERSION = 1;

    private ContactMapper() {}

    public static JsonObject toAcme(Contact contact) {
        ContactFields fields = contact.fields();
        return JSON.createObjectBuilder()
                .add("id", contact.externalId().acmeId())
                .add("acme_first_name", fields.firstName())
                .add("acme_last_name", fields.lastName())
                .add("acme_email", fields.email())
                .add("acme_phone", fields.phone())
                .add("acme_company", fields.company())
                .add("acme_title", fields.title())
                .add("acme_address", fields.address().toAcmeLine())
                .add("acme_notes", fields.notes())
                .add(
                        "acme_status",
                        ContactStatus.find(fields.status()).orElseThrow().acmeName())
                .add("acme_tags", JSON.createArrayBuilder(fields.tags()))
                .add(AcmeChange.CUSTOM_FIELDS, fields.customFields())
                .add("acme_created_at", Timestamps.format(contact.createdAt()))
                .add("acme_updated_at", Timestamps.format(contact.updatedAt()))
                .add("acme_version", FIRST_ACME_VERSION)
                .build();
    }

    /** What of AcmeCRM's format a change of ours changes. */
    static AcmeChange changes(Contact before, Contact after) {
        JsonObject old = toAcme(before);
        JsonObjectBuilder changed = JSON.createObjectBuilder();
        toAcme(after).forEach((name, value) -> {
            // The time is told with every change, also with one within the same millisecond.
            if (!value.equals(old.get(name)) || name.equals("acme_updated_at")) {
                changed.add(name, value);
            }
        });
        return new AcmeChange(changed.build(), customFieldNames(before, after));
    }

    private static Optional<JsonObject> customFieldNames(Contact before, Contact after) {
        JsonObject old = before.fields().customFields();
        JsonObject now = after.fields().customFields();
        return old.equals(now) ? Optional.empty() : Optional.of(ChangedMembers.between(old, now));
    }

    /** Some values of AcmeCRM's format, and the time that is told with every change. */
    static JsonObject values(Contact contact, Collection<String> names) {
        JsonObjectBuilder values = JSON.createObjectBuilder();
        toAcme(contact).forEach((name, value) -> {
            if (names.contains(name) || name.equals("acme_updated_at")) {
                values.add(name, value);
            }
        });
        return values.build();
    }
}
