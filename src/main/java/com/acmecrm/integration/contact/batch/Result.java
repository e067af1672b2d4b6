package com.acmecrm.integration.contact.batch;

import com.acmecrm.integration.contact.Contact;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of one operation.
 *
 * @param id of the contact, and its version, where it was done
 */
record Result(int status, Optional<UUID> id, long version, Optional<ProblemException> problem) {

    private static final int OK = 200;
    private static final int CREATED = 201;

    static Result created(Contact contact) {
        return new Result(CREATED, Optional.of(contact.id()), contact.version(), Optional.empty());
    }

    /** Changed now, or as it was wanted before. */
    static Result written(Contact contact) {
        return new Result(OK, Optional.of(contact.id()), contact.version(), Optional.empty());
    }

    /** Counts as one more version, as the event says it. */
    static Result deleted(Contact last) {
        return new Result(OK, Optional.of(last.id()), last.version() + 1, Optional.empty());
    }

    static Result refused(ProblemException problem) {
        return new Result(problem.type().status(), Optional.empty(), 0, Optional.of(problem));
    }

    /** Had it been done, it would have been undone. */
    static Result dependent() {
        return refused(ProblemException.of(
                ProblemType.FAILED_DEPENDENCY,
                "Nothing was done, because other operations of the batch were refused."));
    }

    boolean isRefused() {
        return problem.isPresent();
    }
}
