package com.acmecrm.integration.problem;

import com.acmecrm.integration.platform.ListPlace;
import com.acmecrm.integration.platform.SignedCursors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** Places in lists as clients see them, each bound to its list and filter. */
@ApplicationScoped
public class ListCursors {

    @Inject
    SignedCursors cursors;

    public String encode(ListPlace place, String list, JsonObject filter) {
        return cursors.encode(JSON.createObjectBuilder()
                .add(list, filter)
                .add("at", place.at())
                .add("seq", place.number())
                .build());
    }

    /** @throws ProblemException 400 if the cursor was not made here for this list and filter */
    public ListPlace decode(String cursor, String list, JsonObject filter) {
        JsonObject place = cursors.decode(cursor)
                .filter(made -> filter.equals(made.get(list)))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        "The cursor is not one of this list with this filter; take meta.nextCursor as it is."));
        return new ListPlace(place.getString("at"), place.getJsonNumber("seq").longValueExact());
    }
}
