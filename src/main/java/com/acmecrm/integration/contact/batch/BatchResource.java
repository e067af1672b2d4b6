package com.acmecrm.integration.contact.batch;

import com.acmecrm.integration.idempotency.Idempotent;
import com.acmecrm.integration.platform.BodyRules;
import com.acmecrm.integration.platform.JsonBody;
import com.acmecrm.integration.problem.ProblemResponses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** {@code /api/contacts/batch}. */
@Path("/contacts/batch")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class BatchResource {

    private static final int LIMIT_BYTES = 8 * 1024 * 1024;
    private static final int MULTI_STATUS = 207;

    @Inject
    BatchService batches;

    @Inject
    ProblemResponses problems;

    @POST
    @BatchPermit
    @Idempotent
    @RolesAllowed({"admin", "editor"})
    @Consumes(MediaType.APPLICATION_JSON)
    public Response run(@BodyRules(maxBytes = LIMIT_BYTES) JsonBody body) {
        List<Result> results = batches.run(BatchRequest.of(body.json()));
        JsonArrayBuilder data = JSON.createArrayBuilder();
        for (int index = 0; index < results.size(); index++) {
            data.add(json(index, results.get(index)));
        }
        return Response.status(MULTI_STATUS)
                .entity(JSON.createObjectBuilder().add("data", data).build())
                .build();
    }

    private JsonObject json(int index, Result result) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("index", index).add("status", result.status());
        result.problem().ifPresent(problem -> json.add("problem", problems.toJson(problem)));
        result.id().ifPresent(id -> json.add("id", id.toString()).add("version", result.version()));
        return json.build();
    }
}
