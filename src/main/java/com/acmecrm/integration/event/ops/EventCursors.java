package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.platform.SignedCursors;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** Places in the list of events, bound to its filter. */
@ApplicationScoped
public class EventCursors {

    @Inject
    SignedCursors cursors;

    String encode(EventPlace place, EventFilter filter) {
        return cursors.encode(JSON.createObjectBuilder()
                .add("events", filter.toJson())
                .add("at", place.createdAt())
                .add("seq", place.seq())
                .build());
    }

    /** @throws ProblemException 400 if the cursor was not made here for this list and filter */
    EventPlace decode(String cursor, EventFilter filter) {
        JsonObject place = cursors.decode(cursor)
                .filter(made -> filter.toJson().equals(made.get("events")))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        "The cursor is not one of this list with this filter; take meta.nextCursor as it is."));
        return new EventPlace(place.getString("at"), place.getJsonNumber("seq").longValueExact());
    }
}
