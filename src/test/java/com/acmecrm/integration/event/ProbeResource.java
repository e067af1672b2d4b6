package com.acmecrm.integration.event;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Added to the WAR by a test: appends to the outbox where no transaction is. */
@Path("/probe")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ProbeResource {

    @Inject
    EventOutbox outbox;

    @POST
    @RolesAllowed("admin")
    public JsonObject appendOutsideATransaction() {
        try {
            outbox.append(new OutboxEvent("probe.made", "probe", 1, JsonValue.EMPTY_JSON_OBJECT), List.of());
            return Json.createObjectBuilder().add("refusal", "").build();
        } catch (RuntimeException refusal) {
            return Json.createObjectBuilder()
                    .add("refusal", refusal.getClass().getName())
                    .build();
        }
    }
}
