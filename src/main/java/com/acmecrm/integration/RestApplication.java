package com.acmecrm.integration;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.auth.LoginConfig;

/** The REST side of the service; resources and providers are found by scanning. */
// A bean, because Payara looks for @LoginConfig among beans only.
@ApplicationScoped
@ApplicationPath("/api")
@LoginConfig(authMethod = "MP-JWT", realmName = "acmecrm")
@DeclareRoles({"admin", "editor", "viewer"})
public class RestApplication extends Application {

    /** No description of the API but our own, and no {@code Host} in {@code Location}; other servers ignore the keys. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                "jersey.config.server.wadl.disableWadl", true,
                "jersey.config.server.headers.location.relative.resolution.disabled", true);
    }
}
