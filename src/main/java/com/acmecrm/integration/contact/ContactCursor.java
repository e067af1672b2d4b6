package com.acmecrm.integration.contact;

import java.time.Instant;
import java.util.UUID;

/** A place in the list of contacts: behind this contact. */
record ContactCursor(Instant createdAt, UUID id) {

    static ContactCursor behind(Contact contact) {
        return new ContactCursor(contact.createdAt(), contact.id());
    }
}
