package com.acmecrm.integration.contact.list;

import com.acmecrm.integration.contact.Contact;
import com.acmecrm.integration.platform.ListResponse;
import com.acmecrm.integration.problem.QueryString;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/contacts}, many at a time. */
@Path("/contacts")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ContactListResource {

    @Inject
    ContactList contacts;

    @Inject
    ContactCursors cursors;

    @GET
    @RolesAllowed({"admin", "editor", "viewer"})
    public Response list(@Context UriInfo uriInfo, @Context HttpServletRequest http) {
        ContactListRequest request = ContactListRequest.of(QueryString.of(http));
        ContactSelection selection = request.selection();
        ContactPage page = contacts.page(
                selection, request.cursor().map(text -> cursors.decode(text, selection)), request.limit());
        return ListResponse.of(
                page.contacts().stream()
                        .map(Contact::toJson)
                        .map(request.fields()::of)
                        .toList(),
                request.limit(),
                page.next().map(place -> cursors.encode(place, selection)),
                uriInfo);
    }
}
