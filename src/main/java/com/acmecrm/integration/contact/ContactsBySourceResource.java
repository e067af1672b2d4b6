package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.JsonBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * {@code /api/contacts/by-source}: the same as {@link ContactsResource} at {@code {id}}, for clients that keep no id of ours.
 * The upsert at the same address is in {@code contact.upsert}.
 */
// The path of the class is that of the upsert's, or JAX-RS would look at the methods of one of the two only.
@Path("/contacts/by-source")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ContactsBySourceResource {

    @Inject
    ContactService contacts;

    @GET
    @Path("/{source}/{sourceId}")
    @RolesAllowed({"admin", "editor", "viewer"})
    public Response get(
            @PathParam("source") String source,
            @PathParam("sourceId") String sourceId,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {
        Contact contact = contacts.get(new ExternalId(source, sourceId));
        return ContactResponses.found(contact, Preconditions.of(ifMatch, ifNoneMatch));
    }

    @PATCH
    @Path("/{source}/{sourceId}")
    @RolesAllowed({"admin", "editor"})
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public Response patch(
            @PathParam("source") String source,
            @PathParam("sourceId") String sourceId,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch,
            JsonBody body) {
        ContactPatch patch = ContactPatch.of(body.json());
        Preconditions preconditions = Preconditions.of(ifMatch, ifNoneMatch);
        return ContactResponses.of(
                Response.ok(), contacts.patch(new ExternalId(source, sourceId), patch, preconditions));
    }

    @DELETE
    @Path("/{source}/{sourceId}")
    @RolesAllowed({"admin", "editor"})
    public JsonObject delete(
            @PathParam("source") String source,
            @PathParam("sourceId") String sourceId,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {
        return ContactResponses.deleted(
                contacts.delete(new ExternalId(source, sourceId), Preconditions.of(ifMatch, ifNoneMatch)));
    }
}
