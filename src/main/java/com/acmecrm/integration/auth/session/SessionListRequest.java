package com.acmecrm.integration.auth.session;

import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import com.acmecrm.integration.problem.QueryParameters;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of the list.
 *
 * @param userId whose; empty for everyone's
 */
record SessionListRequest(Optional<String> userId, int limit, Optional<String> cursor) {

    private static final Set<String> KNOWN = Set.of(SessionsResource.USER_ID, "scope", "limit", "cursor");
    private static final Set<String> SCOPES = Set.of("own", "all");

    /** @throws ProblemException 400 if a parameter is not what it must be, 403 if these are not the visitor's to see */
    static SessionListRequest of(MultivaluedMap<String, String> query, Visitor visitor) {
        QueryParameters parameters = QueryParameters.of(query, KNOWN);
        Optional<String> userId = SessionsResource.userId(parameters);
        Optional<String> scope = parameters.text("scope");
        require(scope.filter(name -> !SCOPES.contains(name)).isEmpty(), "scope must be own or all.");
        require(userId.isEmpty() || scope.isEmpty(), "Say either userId or scope.");
        return new SessionListRequest(
                whose(userId, scope.filter("all"::equals).isPresent(), visitor),
                parameters.text("limit").isPresent() ? parameters.limit() : SessionService.MAX_LISTED,
                parameters.text("cursor"));
    }

    private static Optional<String> whose(Optional<String> userId, boolean everyone, Visitor visitor) {
        if (everyone) {
            visitor.requireAdmin();
            return Optional.empty();
        }
        return Optional.of(visitor.permitted(userId.orElse(visitor.userId())));
    }

    private static void require(boolean holds, String detail) {
        if (!holds) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, detail);
        }
    }
}
