package com.acmecrm.integration.event.ops;

import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who does something.
 *
 * @param userId as in the token's {@code sub}
 */
record Operator(String userId, String username) {

    static Operator of(SecurityContext security) {
        if (security.getUserPrincipal() instanceof JsonWebToken token) {
            return new Operator(token.getSubject(), token.getClaim("username").toString());
        }
        throw ProblemException.of(ProblemType.UNAUTHORIZED, "Nobody is signed in.");
    }
}
