package com.acmecrm.integration.auth;

import com.acmecrm.integration.auth.attempt.Guesser;
import com.acmecrm.integration.auth.attempt.RedisAttempts;
import com.acmecrm.integration.auth.session.Client;
import com.acmecrm.integration.auth.session.SessionService;
import com.acmecrm.integration.auth.token.IssuedToken;
import com.acmecrm.integration.auth.token.RedisNotBefore;
import com.acmecrm.integration.auth.token.TokenIssuer;
import com.acmecrm.integration.auth.user.Account;
import com.acmecrm.integration.auth.user.HashTurns;
import com.acmecrm.integration.auth.user.PasswordHasher;
import com.acmecrm.integration.auth.user.UserDirectory;
import com.acmecrm.integration.platform.Audited;
import com.acmecrm.integration.platform.AuditedEffects;
import com.acmecrm.integration.platform.Origins;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in. */
@ApplicationScoped
public class AuthService {

    private static final Logger LOG = LoggerFactory.getLogger(AuthService.class);

    @Inject
    UserDirectory users;

    @Inject
    PasswordHasher passwords;

    @Inject
    HashTurns turns;

    @Inject
    RedisAttempts attempts;

    @Inject
    RedisNotBefore notBefore;

    @Inject
    TokenIssuer issuer;

    @Inject
    SessionService sessions;

    @Inject
    Origins origins;

    @Inject
    Event<Audited> audit;

    @Inject
    AuditedEffects effects;

    /**
     * @param userAgent as the client calls itself, or null
     * @throws ProblemException 401, the same for a wrong password, an unknown, a locked and a disabled user, and after
     *     the same work
     */
    IssuedToken login(LoginRequest request, String userAgent) {
        Optional<Account> found = users.find(request.username());
        Optional<String> address = origins.current().address();
        Guesser guesser = Guesser.of(found.map(Account::id), request.username(), address);
        Supplier<Verdict> judgement = () -> judge(found, request.password(), guesser);
        // A flood of guesses from elsewhere must not keep the owner waiting for ever.
        Verdict verdict = attempts.isKnown(guesser) ? turns.takePatiently(judgement) : turns.take(judgement);
        if (verdict != Verdict.RIGHT) {
            throw refused(found, verdict);
        }
        Account seen = rehashed(found.orElseThrow(), request.password());
        // Drawn before the user is looked at again: a change that this look misses ends this token, too.
        long stamp = notBefore.stamp(seen.id());
        Account user = users.confirm(seen).orElseThrow(() -> refused(found, Verdict.WRONG));
        IssuedToken token = issuer.issue(user.id(), user.username(), user.role().claim(), stamp);
        attempts.succeed(guesser);
        effects.make(
                List.of(new Audited(
                        "login.succeeded", Optional.of(user.id()), "user/" + user.id(), Map.of("session", token.id()))),
                () -> sessions.begin(token, Client.of(address, userAgent)));
        LOG.info("User {} logged in, token {}", token.userId(), token.id());
        return token;
    }

    /** Hashes in each case, so that all take the same time. */
    private Verdict judge(Optional<Account> found, String password, Guesser guesser) {
        boolean admitted = attempts.admit(guesser);
        boolean matches = passwords.matches(password, found.map(Account::passwordHash));
        if (!admitted) {
            return Verdict.LOCKED;
        }
        if (found.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        if (!matches) {
            return Verdict.WRONG;
        }
        return found.get().disabled() ? Verdict.DISABLED : Verdict.RIGHT;
    }

    private Account rehashed(Account user, String password) {
        if (!passwords.isOutdated(user.passwordHash())) {
            return user;
        }
        return users.rehash(user, turns.takePatiently(() -> passwords.hash(password)));
    }

    private ProblemException refused(Optional<Account> found, Verdict verdict) {
        String target = "user/" + found.map(Account::id).orElse("unknown");
        audit.fire(Audited.of("login.failed", target, Map.of("reason", verdict.reason())));
        return ProblemException.of(ProblemType.UNAUTHORIZED, "The username or the password is wrong.")
                .withHeader("WWW-Authenticate", "Bearer realm=\"acmecrm\"");
    }
}
