package com.acmecrm.integration.contact;

import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** Responses about one contact, the same at each of its addresses. */
public final class ContactResponses {

    private ContactResponses() {}

    /** With the contact as its body, and its version as {@code ETag}. */
    public static Response of(Response.ResponseBuilder response, Contact contact) {
        return response.header(HttpHeaders.ETAG, IfMatch.tag(contact.version()))
                .entity(JSON.createObjectBuilder().add("data", contact.toJson()).build())
                .build();
    }

    /** 200, or 304 where the client has this version. */
    static Response found(Contact contact, Preconditions preconditions) {
        return preconditions.isNotModified(contact)
                ? Response.notModified()
                        .header(HttpHeaders.ETAG, IfMatch.tag(contact.version()))
                        .build()
                : of(Response.ok(), contact);
    }

    static JsonObject deleted(Contact last) {
        return JSON.createObjectBuilder()
                .add("message", "Contact deleted successfully")
                .add("id", last.id().toString())
                .build();
    }
}
