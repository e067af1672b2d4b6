package com.acmecrm.integration.audit;

import com.acmecrm.integration.platform.ListPage;
import com.acmecrm.integration.platform.ListResponse;
import com.acmecrm.integration.problem.ListCursors;
import com.acmecrm.integration.problem.QueryString;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/audit}. */
@Path("/audit")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private static final String LIST = "audit";

    @Inject
    AuditTrail trail;

    @Inject
    ListCursors cursors;

    @GET
    @RolesAllowed("admin")
    public Response list(@Context UriInfo uriInfo, @Context HttpServletRequest http) {
        AuditListRequest request = AuditListRequest.of(QueryString.of(http));
        JsonObject filter = request.filter().toJson();
        ListPage page = trail.list(
                request.filter(),
                request.cursor().map(cursor -> cursors.decode(cursor, LIST, filter)),
                request.limit());
        return ListResponse.of(
                page.items(), request.limit(), page.next().map(place -> cursors.encode(place, LIST, filter)), uriInfo);
    }
}
