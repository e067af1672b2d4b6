package com.acmecrm.integration.event.stream;

import com.acmecrm.integration.platform.TokenRecords;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** {@code /api/events/stream}. */
@Path("/events/stream")
@RequestScoped
public class EventStreamResource {

    @Inject
    Watchers watchers;

    @Inject
    JsonWebToken caller;

    @GET
    @RolesAllowed({"admin", "editor", "viewer"})
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void watch(@Suspended AsyncResponse response, @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String lastId) {
        Watcher watcher = new Watcher(
                TokenRecords.Token.of(caller),
                Instant.ofEpochSecond(caller.getExpirationTime()),
                Optional.ofNullable(lastId).map(EventStreamResource::resumption));
        watchers.admit(watcher, () -> response.resume(stream().entity(watcher).build()));
    }

    /** JAX-RS would answer it by the method above, with a stream that nobody reads. */
    @HEAD
    @RolesAllowed({"admin", "editor", "viewer"})
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Response describe() {
        return stream().build();
    }

    private static Response.ResponseBuilder stream() {
        return Response.ok().type(MediaType.SERVER_SENT_EVENTS_TYPE).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** What is no id of ours is a place too long ago: the client learns of a gap. */
    private static Instant resumption(String lastId) {
        return Position.parse(lastId)
                .map(place -> place.minus(ChangeFeed.OVERLAP))
                .orElse(Instant.EPOCH);
    }
}
