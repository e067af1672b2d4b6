package com.acmecrm.integration.contact.list;

import com.acmecrm.integration.platform.SignedCursors;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.UUID;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** Places in the list as clients see them, each bound to its filters and its order. */
@ApplicationScoped
public class ContactCursors {

    private static final String BOUND_TO = "contacts";

    @Inject
    SignedCursors cursors;

    String encode(ContactPlace place, ContactSelection selection) {
        return cursors.encode(JSON.createObjectBuilder()
                .add(BOUND_TO, selection.digest())
                .add("at", place.value())
                .add("id", place.id().toString())
                .build());
    }

    /** @throws ProblemException 400 if the cursor was not made here for these filters and this order */
    ContactPlace decode(String cursor, ContactSelection selection) {
        JsonObject place = cursors.decode(cursor)
                .filter(made -> made.getString(BOUND_TO, "").equals(selection.digest()))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        "The cursor is not one of this list with these filters and this sort;"
                                + " take meta.nextCursor as it is."));
        return new ContactPlace(place.getString("at"), UUID.fromString(place.getString("id")));
    }
}
