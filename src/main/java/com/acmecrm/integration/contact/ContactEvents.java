package com.acmecrm.integration.contact;

import com.acmecrm.integration.event.EventType;
import com.acmecrm.integration.event.OutboxEvent;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** What the rest of the company is told of a contact's changes. */
public final class ContactEvents {

    private ContactEvents() {}

    public static OutboxEvent created(Contact contact) {
        return event(EventType.CONTACT_CREATED, contact, contact.version(), data(contact));
    }

    /** @param changes the names of the changed values of AcmeCRM's format */
    public static OutboxEvent updated(Contact contact, Collection<String> changes) {
        JsonArrayBuilder names = JSON.createArrayBuilder();
        changes.stream().sorted().forEach(names::add);
        return event(
                EventType.CONTACT_UPDATED,
                contact,
                contact.version(),
                data(contact).add("changedFields", names));
    }

    /** @param last the contact as it was; its deletion counts as one more version */
    public static OutboxEvent deleted(Contact last) {
        return event(EventType.CONTACT_DELETED, last, last.version() + 1, data(last));
    }

    private static OutboxEvent event(EventType type, Contact contact, long version, JsonObjectBuilder data) {
        return new OutboxEvent(type.text(), contact.externalId().acmeId(), version, data.build());
    }

    private static JsonObjectBuilder data(Contact contact) {
        return JSON.createObjectBuilder().add("contactId", contact.externalId().acmeId());
    }
}
