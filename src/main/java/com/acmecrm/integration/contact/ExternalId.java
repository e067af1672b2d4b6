package com.acmecrm.integration.contact;

import java.util.UUID;

/** The id that another system knows a contact by; unique, and fixed for the contact's life. */
public record ExternalId(String source, String sourceId) {

    static final String INTERNAL = "internal";
    private static final String ACMECRM = "acmecrm";

    public static ExternalId internal(UUID id) {
        return new ExternalId(INTERNAL, id.toString());
    }

    /**
     * The contact's id on AcmeCRM's side, which is also the key of its events. No source id has a colon in it, so that
     * two contacts never meet here.
     */
    public String acmeId() {
        return source.equals(ACMECRM) ? sourceId : source + ":" + sourceId;
    }
}
