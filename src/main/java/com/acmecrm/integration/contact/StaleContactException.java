package com.acmecrm.integration.contact;

import com.acmecrm.integration.problem.ProblemType;
import java.util.UUID;

/** The contact is no longer the one that the client has seen. */
public final class StaleContactException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String CHANGED =
            "The contact has been changed since you read it; see currentVersion and current.";
    private static final String EXISTS = "The contact exists already; see currentVersion and current.";

    private final ProblemType type;
    private final transient UUID id;
    private final transient ContactChange patch;

    private StaleContactException(ProblemType type, String detail, UUID id, ContactChange patch) {
        super(detail);
        this.type = type;
        this.id = id;
        this.patch = patch;
    }

    /** Against an {@code If-Match} header. */
    public static StaleContactException failedPrecondition(UUID id, ContactChange patch) {
        return new StaleContactException(ProblemType.PRECONDITION_FAILED, CHANGED, id, patch);
    }

    /** Against {@code If-None-Match}, by which the client says that it has not seen the contact at all. */
    public static StaleContactException alreadyThere(UUID id, ContactChange patch) {
        return new StaleContactException(ProblemType.PRECONDITION_FAILED, EXISTS, id, patch);
    }

    /** Against the version in the body. */
    public static StaleContactException staleVersion(UUID id, ContactChange patch) {
        return new StaleContactException(ProblemType.STALE_VERSION, CHANGED, id, patch);
    }

    public ProblemType type() {
        return type;
    }

    public UUID id() {
        return id;
    }

    /** What the client wanted. */
    public ContactChange patch() {
        return patch;
    }
}
