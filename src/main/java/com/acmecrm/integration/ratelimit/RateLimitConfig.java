package com.acmecrm.integration.ratelimit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The configured policies ({@code acmecrm.ratelimit.*}). */
@ApplicationScoped
public class RateLimitConfig {

    private static final String LOGIN = "POST /api/auth/login";

    @Inject
    @ConfigProperty(name = "acmecrm.ratelimit.api.requests")
    int apiRequests;

    @Inject
    @ConfigProperty(name = "acmecrm.ratelimit.api.window")
    Duration apiWindow;

    @Inject
    @ConfigProperty(name = "acmecrm.ratelimit.login.requests")
    int loginRequests;

    @Inject
    @ConfigProperty(name = "acmecrm.ratelimit.login.window")
    Duration loginWindow;

    /** Signing in has a stricter policy than everything else. */
    public RatePolicy policyOf(Endpoint endpoint) {
        return endpoint.toString().equals(LOGIN)
                ? new RatePolicy("login", loginRequests, loginWindow)
                : new RatePolicy("api", apiRequests, apiWindow);
    }
}
