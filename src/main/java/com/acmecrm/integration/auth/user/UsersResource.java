package com.acmecrm.integration.auth.user;

import com.acmecrm.integration.platform.JsonBody;
import com.acmecrm.integration.platform.ListResponse;
import com.acmecrm.integration.platform.web.Locations;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import com.acmecrm.integration.problem.QueryParameters;
import com.acmecrm.integration.problem.QueryString;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** {@code /api/users}: an administrator's, save one's own password. */
@Path("/users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {

    private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");

    @Inject
    UserService users;

    @Inject
    PasswordService passwords;

    @Inject
    PasswordRules rules;

    @Inject
    UserCursors cursors;

    @Inject
    JsonWebToken caller;

    @POST
    @RolesAllowed("admin")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(JsonBody body) {
        JsonObject user = passwords.create(NewUser.of(body.json(), rules)).toJson();
        return Locations.created("/api/users/" + user.getString("id"))
                .entity(data(user))
                .build();
    }

    @GET
    @RolesAllowed("admin")
    public Response list(@Context UriInfo uriInfo, @Context HttpServletRequest http) {
        QueryParameters parameters = QueryParameters.of(QueryString.of(http), Set.of("limit", "cursor"));
        OptionalLong behind = parameters
                .text("cursor")
                .map(cursor -> OptionalLong.of(cursors.decode(cursor)))
                .orElse(OptionalLong.empty());
        int limit = parameters.limit();
        UserPage page = users.list(behind, limit);
        Optional<String> next =
                page.next().isPresent() ? Optional.of(cursors.encode(page.next().getAsLong())) : Optional.empty();
        return ListResponse.of(page.users().stream().map(Account::toJson).toList(), limit, next, uriInfo);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("admin")
    public JsonObject get(@PathParam("id") String id) {
        return data(users.get(userId(id)).toJson());
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed("admin")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject change(@PathParam("id") String id, JsonBody body) {
        UserPatch patch = UserPatch.of(body.json());
        return data(users.change(userId(id), patch).toJson());
    }

    @PUT
    @Path("/{id}/password")
    @RolesAllowed({"admin", "editor", "viewer"})
    // Who expects no body accepts at most a problem; generated clients do.
    @Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
    @Consumes(MediaType.APPLICATION_JSON)
    public void setPassword(@PathParam("id") String id, JsonBody body) {
        boolean own = caller.getSubject().equals(id);
        if (!own && !caller.getGroups().contains("admin")) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "You may change your own password only.");
        }
        PasswordChange change = PasswordChange.of(body.json());
        if (own) {
            passwords.changeOwn(userId(id), change, caller.getTokenID());
        } else {
            passwords.reset(userId(id), change);
        }
    }

    /** An id that no user can have is as unknown as any other: 404. */
    private static long userId(String text) {
        if (!ID.matcher(text).matches()) {
            throw UserService.unknown();
        }
        return Long.parseLong(text);
    }

    private static JsonObject data(JsonObject data) {
        return JSON.createObjectBuilder().add("data", data).build();
    }
}
