package com.acmecrm.integration.contact.batch;

import com.acmecrm.integration.contact.Contact;
import com.acmecrm.integration.contact.ContactTransition;
import com.acmecrm.integration.contact.ExternalId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The contacts of a batch as each operation finds them, and what has been decided so far. */
final class Ledger {

    private final Map<UUID, Contact> contacts = new HashMap<>();
    private final Map<ExternalId, UUID> ids = new HashMap<>();
    private final List<ContactTransition> transitions = new ArrayList<>();

    /** @param locked the contacts that there are of those that the operations name */
    Ledger(List<Contact> locked) {
        locked.forEach(this::keep);
    }

    Optional<Contact> find(UUID id) {
        return Optional.ofNullable(contacts.get(id));
    }

    Optional<Contact> find(ExternalId externalId) {
        return Optional.ofNullable(ids.get(externalId)).map(contacts::get);
    }

    void create(Contact contact) {
        transitions.add(ContactTransition.created(contact));
        keep(contact);
    }

    void change(Contact before, Contact after) {
        transitions.add(ContactTransition.changed(before, after));
        keep(after);
    }

    void delete(Contact last) {
        transitions.add(ContactTransition.deleted(last));
        contacts.remove(last.id());
        ids.remove(last.externalId());
    }

    List<ContactTransition> transitions() {
        return List.copyOf(transitions);
    }

    private void keep(Contact contact) {
        contacts.put(contact.id(), contact);
        ids.put(contact.externalId(), contact.id());
    }
}
