package com.acmecrm.integration.event.ops;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** {@code /api/ops/overview}. */
@Path("/ops/overview")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class OverviewResource {

    @Inject
    OverviewCache overviews;

    @GET
    @RolesAllowed({"admin", "editor", "viewer"})
    public JsonObject get() {
        return JSON.createObjectBuilder().add("data", overviews.get().toJson()).build();
    }
}
