package com.acmecrm.integration.contact;

import com.acmecrm.integration.problem.ProblemType;
import java.util.UUID;

/** The contact is no longer the one that the client has seen. */
final class StaleContactException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient UUID id;
    private final transient ContactPatch patch;

    private StaleContactException(ProblemType type, UUID id, ContactPatch patch) {
        super("The contact has been changed since you read it; see currentVersion and current.");
        this.type = type;
        this.id = id;
        this.patch = patch;
    }

    /** Against an {@code If-Match} header. */
    static StaleContactException failedPrecondition(UUID id, ContactPatch patch) {
        return new StaleContactException(ProblemType.PRECONDITION_FAILED, id, patch);
    }

    /** Against the version in the body. */
    static StaleContactException staleVersion(UUID id, ContactPatch patch) {
        return new StaleContactException(ProblemType.STALE_VERSION, id, patch);
    }

    ProblemType type() {
        return type;
    }

    UUID id() {
        return id;
    }

    ContactPatch patch() {
        return patch;
    }
}
