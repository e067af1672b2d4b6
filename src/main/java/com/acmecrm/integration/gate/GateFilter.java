package com.acmecrm.integration.gate;

import com.acmecrm.integration.auth.token.TokenTerms;
import com.acmecrm.integration.platform.ClientAddresses;
import com.acmecrm.integration.platform.Origin;
import com.acmecrm.integration.platform.Origins;
import com.acmecrm.integration.platform.RequestId;
import com.acmecrm.integration.platform.log.LogContext;
import com.acmecrm.integration.platform.metrics.RequestMetrics;
import com.acmecrm.integration.platform.trace.RequestTrace;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import com.acmecrm.integration.ratelimit.Endpoint;
import com.acmecrm.integration.ratelimit.RateVerdict;
import com.acmecrm.integration.ratelimit.Refusals;
import com.acmecrm.integration.ratelimit.Traffic;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Stands before every resource method: counts the call, then looks at the token's record. The server has verified the
 * signature before, and looks at the role after. What matches no method is neither counted nor let in.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class GateFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String VERDICT = RateVerdict.class.getName();

    @Context
    ResourceInfo resource;

    @Inject
    HttpServletRequest request;

    @Inject
    RedisGate gate;

    @Inject
    Refusals refusals;

    @Inject
    Traffic traffic;

    @Inject
    ClientAddresses clients;

    @Inject
    Origins origins;

    @Inject
    TokenTerms terms;

    @Override
    public void filter(ContainerRequestContext context) {
        Method method = resource.getResourceMethod();
        Optional<JsonWebToken> token = token(context);
        Endpoint endpoint = Endpoints.of(method);
        RequestMetrics.route(request, endpoint.pathTemplate());
        String address = clients.of(request);
        Admission admission = gate.admit(endpoint, address, token.filter(terms::areMetBy));
        count(context, admission.rate(), endpoint, address);
        if (!method.isAnnotationPresent(PermitAll.class) && !admission.tokenValid()) {
            throw unauthorized(token);
        }
        Optional<String> user = token.filter(sent -> admission.tokenValid()).map(JsonWebToken::getSubject);
        user.ifPresent(LogContext::nameUser);
        origins.set(new Origin(
                user, Optional.of(address), Optional.of(RequestId.of(request)), Optional.of(RequestTrace.of(request))));
    }

    private void count(ContainerRequestContext context, RateVerdict rate, Endpoint endpoint, String address) {
        context.setProperty(VERDICT, rate);
        traffic.note(rate);
        if (rate.isExceeded()) {
            refusals.note(rate, endpoint, address);
        }
        if (rate.isRefused()) {
            throw tooMany(rate);
        }
    }

    /** Every counted answer says what is left. */
    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext response) {
        if (context.getProperty(VERDICT) instanceof RateVerdict verdict) {
            response.getHeaders().putSingle("RateLimit-Policy", verdict.policyHeader());
            response.getHeaders().putSingle("RateLimit", verdict.limitHeader());
        }
    }

    private static Optional<JsonWebToken> token(ContainerRequestContext context) {
        return context.getSecurityContext().getUserPrincipal() instanceof JsonWebToken token
                ? Optional.of(token)
                : Optional.empty();
    }

    private static ProblemException tooMany(RateVerdict rate) {
        return ProblemException.of(
                        ProblemType.QUOTA_EXCEEDED,
                        "%d requests in %d seconds are allowed here; wait %d seconds."
                                .formatted(rate.limit(), rate.policy().window().toSeconds(), rate.secondsUntilReset()))
                .withHeader("Retry-After", Long.toString(rate.secondsUntilReset()));
    }

    private static ProblemException unauthorized(Optional<JsonWebToken> token) {
        if (token.isEmpty()) {
            return ProblemException.of(ProblemType.UNAUTHORIZED, "Send a token: Authorization: Bearer <token>.")
                    .withHeader("WWW-Authenticate", "Bearer realm=\"acmecrm\"");
        }
        return ProblemException.of(
                        ProblemType.UNAUTHORIZED, "The token has been revoked or has expired; log in for a new one.")
                .withHeader("WWW-Authenticate", "Bearer realm=\"acmecrm\", error=\"invalid_token\"");
    }
}
