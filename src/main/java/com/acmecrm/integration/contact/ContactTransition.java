package com.acmecrm.integration.contact;

import com.acmecrm.integration.event.OutboxEvent;
import java.util.Optional;

/**
 * One change of a contact that has been decided on: created where nothing was before, deleted where nothing is after.
 * Each has its own event.
 */
public record ContactTransition(Optional<Contact> before, Optional<Contact> after) {

    public static ContactTransition created(Contact contact) {
        return new ContactTransition(Optional.empty(), Optional.of(contact));
    }

    public static ContactTransition changed(Contact before, Contact after) {
        return new ContactTransition(Optional.of(before), Optional.of(after));
    }

    public static ContactTransition deleted(Contact last) {
        return new ContactTransition(Optional.of(last), Optional.empty());
    }

    OutboxEvent event() {
        if (before.isEmpty()) {
            return ContactEvents.created(contact());
        }
        return after.map(contact -> ContactEvents.updated(
                        contact, ContactMapper.changes(before.get(), contact).names()))
                .orElseGet(() -> ContactEvents.deleted(contact()));
    }

    /** As it is after the change, or was last. */
    Contact contact() {
        return after.or(() -> before).orElseThrow();
    }

    boolean isDeletion() {
        return after.isEmpty();
    }
}
