package com.acmecrm.integration.contact.upsert;

import com.acmecrm.integration.contact.ContactResponses;
import com.acmecrm.integration.contact.ExternalId;
import com.acmecrm.integration.contact.Preconditions;
import com.acmecrm.integration.platform.JsonBody;
import com.acmecrm.integration.platform.web.Locations;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** {@code /api/contacts/by-source}. */
@Path("/contacts/by-source")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class UpsertResource {

    @Inject
    UpsertService upserts;

    @PUT
    @Path("/{source}/{sourceId}")
    @RolesAllowed({"admin", "editor"})
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("source") String source,
            @PathParam("sourceId") String sourceId,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch,
            JsonBody body) {
        ContactReplacement wanted = ContactReplacement.of(new ExternalId(source, sourceId), body.json());
        Preconditions preconditions = Preconditions.of(ifMatch, ifNoneMatch);
        return response(upserts.upsert(wanted, preconditions));
    }

    private static Response response(Upserted upserted) {
        Response.ResponseBuilder response = upserted.created()
                ? Locations.created("/api/contacts/" + upserted.contact().id())
                : Response.ok();
        return ContactResponses.of(response, upserted.contact());
    }
}
