package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.SignedCursors;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** Places in the list of contacts, bound to its order. */
@ApplicationScoped
public class CursorCodec {

    private static final String ORDER = "-createdAt";

    @Inject
    SignedCursors cursors;

    String encode(ContactCursor cursor) {
        return cursors.encode(JSON.createObjectBuilder()
                .add("order", ORDER)
                .add("at", cursor.createdAt().toEpochMilli())
                .add("id", cursor.id().toString())
                .build());
    }

    /** @throws ProblemException 400 if the cursor was not made here for this list */
    ContactCursor decode(String text) {
        JsonObject place = cursors.decode(text)
                .filter(made -> made.getString("order", "").equals(ORDER))
                .orElseThrow(CursorCodec::refused);
        return new ContactCursor(
                Instant.ofEpochMilli(place.getJsonNumber("at").longValueExact()),
                UUID.fromString(place.getString("id")));
    }

    private static ProblemException refused() {
        return ProblemException.of(
                ProblemType.INVALID_REQUEST, "The cursor is not one of this list; take meta.nextCursor as it is.");
    }
}
