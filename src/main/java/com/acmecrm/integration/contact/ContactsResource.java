package com.acmecrm.integration.contact;

import com.acmecrm.integration.idempotency.Idempotent;
import com.acmecrm.integration.platform.JsonBody;
import com.acmecrm.integration.platform.web.Locations;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** {@code /api/contacts}, one at a time. */
@Path("/contacts")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ContactsResource {

    @Inject
    ContactService contacts;

    @POST
    @Idempotent
    @RolesAllowed({"admin", "editor"})
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(JsonBody body) {
        Contact contact = contacts.create(NewContact.of(body.json()));
        return ContactResponses.of(Locations.created("/api/contacts/" + contact.id()), contact);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"admin", "editor", "viewer"})
    public Response get(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {
        Contact contact = contacts.get(ContactIds.parse(id));
        return ContactResponses.found(contact, Preconditions.of(ifMatch, ifNoneMatch));
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed({"admin", "editor"})
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public Response patch(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch,
            JsonBody body) {
        ContactPatch patch = ContactPatch.of(body.json());
        Preconditions preconditions = Preconditions.of(ifMatch, ifNoneMatch);
        return ContactResponses.of(Response.ok(), contacts.patch(ContactIds.parse(id), patch, preconditions));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({"admin", "editor"})
    public JsonObject delete(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {
        return ContactResponses.deleted(contacts.delete(ContactIds.parse(id), Preconditions.of(ifMatch, ifNoneMatch)));
    }
}
