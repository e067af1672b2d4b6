package com.acmecrm.integration.platform.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * Addresses in {@code Location}: from {@code /} on, without the host (RFC 9110, 10.2.2). JAX-RS would add what the client
 * has written into {@code Host} to any that is given to it as a URI.
 */
public final class Locations {

    private Locations() {}

    /** @param path of what was made */
    public static Response.ResponseBuilder created(String path) {
        return Response.status(Response.Status.CREATED).header(HttpHeaders.LOCATION, path);
    }
}
