package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.platform.BodyRules;
import com.acmecrm.integration.platform.JsonBody;
import com.acmecrm.integration.platform.ListPage;
import com.acmecrm.integration.platform.ListResponse;
import com.acmecrm.integration.platform.Uuids;
import com.acmecrm.integration.problem.ListCursors;
import com.acmecrm.integration.problem.QueryString;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** {@code /api/events}. */
@Path("/events")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class EventsResource {

    private static final String LIST = "events";

    @Inject
    EventMending events;

    @Inject
    ListCursors cursors;

    @GET
    @RolesAllowed({"admin", "editor", "viewer"})
    public Response list(@Context UriInfo uriInfo, @Context HttpServletRequest http) {
        EventListRequest request = EventListRequest.of(QueryString.of(http));
        JsonObject filter = request.filter().toJson();
        ListPage page = events.list(
                request.filter(),
                request.cursor().map(cursor -> cursors.decode(cursor, LIST, filter)),
                request.limit());
        return ListResponse.of(
                page.items(), request.limit(), page.next().map(place -> cursors.encode(place, LIST, filter)), uriInfo);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"admin", "editor", "viewer"})
    public JsonObject get(@PathParam("id") String id) {
        return data(events.get(eventId(id)));
    }

    @POST
    @Path("/{id}/retries")
    @RolesAllowed("admin")
    public JsonObject retry(
            @PathParam("id") String id, @Context SecurityContext security, @BodyRules(optional = true) JsonBody body) {
        String reason = Reason.optional(body.json());
        return data(events.retry(eventId(id), reason, Operator.of(security)));
    }

    @POST
    @Path("/{id}/discards")
    @RolesAllowed("admin")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject discard(@PathParam("id") String id, @Context SecurityContext security, JsonBody body) {
        String reason = Reason.required(body.json());
        return data(events.discard(eventId(id), reason, Operator.of(security)));
    }

    @POST
    @Path("/retries")
    @RolesAllowed("admin")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response retryMany(@Context SecurityContext security, JsonBody body) {
        RetryRequest request = RetryRequest.of(body.json());
        if (request.dryRun()) {
            long matched = events.countFailed(request.filter());
            return Response.ok(data(
                            JSON.createObjectBuilder().add("matched", matched).build()))
                    .build();
        }
        JsonObject job = events.begin(request, Operator.of(security));
        return Response.accepted(data(job))
                .header(HttpHeaders.LOCATION, "/api/events/retries/" + job.getString("id"))
                .build();
    }

    @GET
    @Path("/retries/{id}")
    @RolesAllowed({"admin", "editor", "viewer"})
    public JsonObject getRetry(@PathParam("id") String id) {
        return data(events.getJob(eventId(id)));
    }

    @DELETE
    @Path("/retries/{id}")
    @RolesAllowed("admin")
    public JsonObject cancelRetry(@PathParam("id") String id, @Context SecurityContext security) {
        return data(events.cancelJob(eventId(id), Operator.of(security)));
    }

    /** An id that is no UUID is as unknown as any other: 404. */
    private static UUID eventId(String text) {
        return Uuids.parse(text).orElseThrow(EventMending::unknown);
    }

    private static JsonObject data(JsonObject data) {
        return JSON.createObjectBuilder().add("data", data).build();
    }
}
