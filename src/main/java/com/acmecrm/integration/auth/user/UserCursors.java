package com.acmecrm.integration.auth.user;

import com.acmecrm.integration.platform.SignedCursors;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** Places in the list of users. */
@ApplicationScoped
public class UserCursors {

    private static final String NAME = "behindUser";

    @Inject
    SignedCursors cursors;

    String encode(long behind) {
        return cursors.encode(JSON.createObjectBuilder().add(NAME, behind).build());
    }

    /** @throws ProblemException 400 if the cursor was not made here for this list */
    long decode(String text) {
        return cursors.decode(text)
                .filter(made -> made.containsKey(NAME))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        "The cursor is not one of this list; take meta.nextCursor as it is."))
                .getJsonNumber(NAME)
                .longValueExact();
    }
}
