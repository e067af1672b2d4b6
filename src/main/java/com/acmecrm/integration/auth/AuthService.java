package com.acmecrm.integration.auth;

import com.acmecrm.integration.auth.token.IssuedToken;
import com.acmecrm.integration.auth.token.RedisTokenStore;
import com.acmecrm.integration.auth.token.TokenIssuer;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in and out. */
@ApplicationScoped
public class AuthService {

    private static final Logger LOG = LoggerFactory.getLogger(AuthService.class);

    @Inject
    UserDirectory users;

    @Inject
    PasswordHasher passwords;

    @Inject
    TokenIssuer issuer;

    @Inject
    RedisTokenStore tokens;

    /** @throws ProblemException 401, the same for a wrong password and an unknown user */
    IssuedToken login(String username, String password) {
        Optional<User> user = users.find(username);
        if (!passwords.matches(password, user.map(User::passwordHash))) {
            throw ProblemException.of(ProblemType.UNAUTHORIZED, "The username or the password is wrong.")
                    .withHeader("WWW-Authenticate", "Bearer realm=\"acmecrm\"");
        }
        User found = user.orElseThrow();
        IssuedToken token =
                issuer.issue(found.id(), found.username(), found.role().claim());
        tokens.keep(token);
        LOG.info("User {} logged in, token {}", token.userId(), token.id());
        return token;
    }

    void logout(String tokenId) {
        tokens.revoke(tokenId);
        LOG.info("Token {} revoked by logout", tokenId);
    }
}
