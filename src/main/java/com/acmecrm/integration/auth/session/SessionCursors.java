package com.acmecrm.integration.auth.session;

import com.acmecrm.integration.platform.SignedCursors;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** Places in lists of sessions, each bound to whose they are. */
@ApplicationScoped
public class SessionCursors {

    private static final String BEHIND = "behindSession";
    private static final String WHOSE = "of";

    @Inject
    SignedCursors cursors;

    /** @param userId whose; empty for everyone's */
    String encode(String behind, Optional<String> userId) {
        return cursors.encode(JSON.createObjectBuilder()
                .add(BEHIND, behind)
                .add(WHOSE, userId.orElse("all"))
                .build());
    }

    /** @throws ProblemException 400 if the cursor was not made here for this list */
    String decode(String text, Optional<String> userId) {
        return cursors.decode(text)
                .filter(made -> made.containsKey(BEHIND) && userId.orElse("all").equals(made.getString(WHOSE)))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        "The cursor is not one of this list; take meta.nextCursor as it is."))
                .getString(BEHIND);
    }
}
