package com.acmecrm.integration.auth;

import com.acmecrm.integration.auth.session.SessionService;
import com.acmecrm.integration.auth.token.IssuedToken;
import com.acmecrm.integration.platform.JsonBody;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.jwt.JsonWebToken;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** {@code /api/auth}. */
@Path("/auth")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuthResource {

    @Inject
    AuthService auth;

    @Inject
    SessionService sessions;

    @Inject
    JsonWebToken caller;

    @POST
    @Path("/login")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject login(@HeaderParam(HttpHeaders.USER_AGENT) String userAgent, JsonBody body) {
        IssuedToken token = auth.login(LoginRequest.of(body.json()), userAgent);
        return JSON.createObjectBuilder()
                .add(
                        "data",
                        JSON.createObjectBuilder()
                                .add("token", token.compact())
                                .add("expiresIn", token.lifetime().toSeconds())
                                .add("tokenType", "Bearer"))
                .build();
    }

    @POST
    @Path("/logout")
    @RolesAllowed({"admin", "editor", "viewer"})
    // Who expects no body accepts at most a problem; generated clients do.
    @Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
    public void logout() {
        sessions.logOut(caller.getTokenID());
    }
}
