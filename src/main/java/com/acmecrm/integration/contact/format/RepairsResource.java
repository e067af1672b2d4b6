package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.contact.Contact;
import com.acmecrm.integration.contact.ContactIds;
import com.acmecrm.integration.contact.ContactResponses;
import com.acmecrm.integration.contact.Preconditions;
import com.acmecrm.integration.idempotency.Idempotent;
import com.acmecrm.integration.platform.JsonBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** {@code /api/contacts/{id}/repairs}. */
@Path("/contacts/{id}/repairs")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RepairsResource {

    @Inject
    RepairService repairs;

    @POST
    @Idempotent
    @RolesAllowed("admin")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response repair(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch, JsonBody body) {
        RepairRequest request = RepairRequest.of(body.json());
        Contact contact = repairs.repair(ContactIds.parse(id), request, Preconditions.of(ifMatch, List.of()));
        return ContactResponses.of(Response.ok(), contact);
    }
}
