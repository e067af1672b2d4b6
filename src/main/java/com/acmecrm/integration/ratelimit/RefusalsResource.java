package com.acmecrm.integration.ratelimit;

import com.acmecrm.integration.problem.QueryParameters;
import com.acmecrm.integration.problem.QueryString;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** {@code /api/ops/refusals}: who is over a limit now, those who are refused most first. */
@Path("/ops/refusals")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RefusalsResource {

    @Inject
    RedisRefusals refusals;

    @GET
    @RolesAllowed({"admin", "editor", "viewer"})
    public JsonObject list(@Context HttpServletRequest http) {
        int limit = QueryParameters.of(QueryString.of(http), Set.of("limit")).limit();
        RefusalList list = refusals.list(limit);
        JsonArrayBuilder data = JSON.createArrayBuilder();
        list.refusals().forEach(refusal -> data.add(refusal.toJson()));
        return JSON.createObjectBuilder()
                .add("data", data)
                .add("meta", JSON.createObjectBuilder().add("limit", limit).add("total", list.total()))
                .build();
    }
}
