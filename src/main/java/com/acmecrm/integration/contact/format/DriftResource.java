package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.contact.format.DriftRepository.LastCheck;
import com.acmecrm.integration.contact.format.DriftService.Drift;
import com.acmecrm.integration.platform.ListResponse;
import com.acmecrm.integration.problem.ListCursors;
import com.acmecrm.integration.problem.QueryParameters;
import com.acmecrm.integration.problem.QueryString;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** {@code /api/contacts/drift}. */
@Path("/contacts/drift")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DriftResource {

    private static final String LIST = "drift";
    private static final Set<String> KNOWN = Set.of("limit", "cursor");

    @Inject
    DriftService drift;

    @Inject
    ListCursors cursors;

    @GET
    @RolesAllowed({"admin", "editor", "viewer"})
    public Response list(@Context UriInfo uriInfo, @Context HttpServletRequest http) {
        QueryParameters parameters = QueryParameters.of(QueryString.of(http), KNOWN);
        int limit = parameters.limit();
        Drift found = drift.list(
                parameters.text("cursor").map(cursor -> cursors.decode(cursor, LIST, JsonValue.EMPTY_JSON_OBJECT)),
                limit);
        return ListResponse.of(
                found.page().items(),
                limit,
                found.page().next().map(place -> cursors.encode(place, LIST, JsonValue.EMPTY_JSON_OBJECT)),
                describe(found.check()),
                uriInfo);
    }

    static JsonObject describe(Optional<LastCheck> check) {
        return JSON.createObjectBuilder()
                .add(
                        "checkedAt",
                        check.<JsonValue>map(last -> JSON.createValue(last.at()))
                                .orElse(JsonValue.NULL))
                .add(
                        "found",
                        check.<JsonValue>map(last -> JSON.createValue(last.found()))
                                .orElse(JsonValue.NULL))
                .build();
    }
}
