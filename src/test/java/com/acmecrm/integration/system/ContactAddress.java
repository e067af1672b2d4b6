package com.acmecrm.integration.system;

import java.util.List;
import java.util.UUID;

/** The two addresses of a contact; at both it is read, changed and deleted alike. */
enum ContactAddress {
    BY_ID {
        @Override
        String of(Answer contact) {
            return "/api/contacts/" + contact.id();
        }

        @Override
        List<String> unknown() {
            return List.of("/api/contacts/" + UUID.randomUUID(), "/api/contacts/1-1-1-1-1", "/api/contacts/x");
        }
    },

    BY_SOURCE {
        @Override
        String of(Answer contact) {
            return "/api/contacts/by-source/%s/%s"
                    .formatted(
                            contact.data().getString("source"), contact.data().getString("sourceId"));
        }

        @Override
        List<String> unknown() {
            return List.of(
                    "/api/contacts/by-source/acmecrm/" + UUID.randomUUID(),
                    "/api/contacts/by-source/ACMECRM/x",
                    "/api/contacts/by-source/acmecrm/%C3%A9");
        }
    };

    /** @param contact an answer that shows it */
    abstract String of(Answer contact);

    /** Addresses of this kind at which there is no contact, some of them because there cannot be one. */
    abstract List<String> unknown();
}
