package com.acmecrm.integration.contact;

import com.acmecrm.integration.problem.ProblemType;
import java.util.UUID;

/** The contact is no longer the one that the client has seen. */
public final class StaleContactException extends RuntimeException {

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
    public static StaleContactException failedPrecondition(UUID id, ContactPatch patch) {
        return new StaleContactException(ProblemType.PRECONDITION_FAILED, id, patch);
    }

    /** Against the version in the body. */
    public static StaleContactException staleVersion(UUID id, ContactPatch patch) {
        return new StaleContactException(ProblemType.STALE_VERSION, id, patch);
    }

    public ProblemType type() {
        return type;
    }

    public UUID id() {
        return id;
    }

    public ContactPatch patch() {
        return patch;
    }
}
