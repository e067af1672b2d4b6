package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.contact.ContactIds;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /api/contacts/{id}/formats}. */
@Path("/contacts/{id}/formats")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class FormatsResource {

    @Inject
    FormatService formats;

    /** As bytes: AcmeCRM's half is passed on as PostgreSQL has it, unread. */
    @GET
    @RolesAllowed({"admin", "editor", "viewer"})
    public Response get(@PathParam("id") String id) {
        return Response.ok(formats.get(ContactIds.parse(id)).toBody()).build();
    }
}
