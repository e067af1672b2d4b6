package com.acmecrm.integration.contact;

/** A contact of this external id exists already. */
public final class DuplicateContactException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ExternalId externalId;

    public DuplicateContactException(ExternalId externalId) {
        super("Another contact has this source and sourceId.");
        this.externalId = externalId;
    }

    public ExternalId externalId() {
        return externalId;
    }
}
