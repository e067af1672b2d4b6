package com.acmecrm.integration.auth.session;

import com.acmecrm.integration.platform.ListResponse;
import com.acmecrm.integration.platform.Uuids;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import com.acmecrm.integration.problem.QueryParameters;
import com.acmecrm.integration.problem.QueryString;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** {@code /api/auth/sessions}: one's own; an administrator's are everyone's. */
@Path("/auth/sessions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionsResource {

    static final String USER_ID = "userId";

    @Inject
    SessionService sessions;

    @Inject
    SessionCursors cursors;

    @Inject
    JsonWebToken caller;

    @GET
    @RolesAllowed({"admin", "editor", "viewer"})
    public Response list(@Context UriInfo uriInfo, @Context HttpServletRequest http) {
        Visitor visitor = Visitor.of(caller);
        SessionListRequest request = SessionListRequest.of(QueryString.of(http), visitor);
        SessionPage page = sessions.list(
                request.userId(),
                request.cursor().map(cursor -> cursors.decode(cursor, request.userId())),
                request.limit());
        return ListResponse.of(
                page.sessions().stream()
                        .map(session -> session.toJson(visitor.sessionId()))
                        .toList(),
                request.limit(),
                page.next().map(behind -> cursors.encode(behind, request.userId())),
                uriInfo);
    }

    @DELETE
    @Path("/{jti}")
    @RolesAllowed({"admin", "editor", "viewer"})
    // Who expects no body accepts at most a problem; generated clients do.
    @Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
    public void end(@PathParam("jti") String id) {
        String session = Uuids.parse(id).map(Object::toString).orElse("");
        sessions.end(session, Visitor.of(caller));
    }

    /** Without saying whose, nobody's: a forgotten parameter must not end everything. */
    @DELETE
    @RolesAllowed({"admin", "editor", "viewer"})
    // Who expects no body accepts at most a problem; generated clients do.
    @Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
    public void endAll(@Context HttpServletRequest http) {
        Visitor visitor = Visitor.of(caller);
        String userId = userId(QueryParameters.of(QueryString.of(http), Set.of(USER_ID)))
                .orElseThrow(() -> ProblemException.of(ProblemType.INVALID_REQUEST, "Say whose: ?userId=."));
        sessions.endAll(visitor.permitted(userId), visitor);
    }

    /** @throws ProblemException 400 if it is none that a user could have */
    static Optional<String> userId(QueryParameters parameters) {
        Optional<String> userId = parameters.text(USER_ID);
        if (userId.filter(id -> !id.matches("[1-9]\\d{0,17}")).isPresent()) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "userId must be a user's id.");
        }
        return userId;
    }
}
