package com.acmecrm.integration.auth.session;

import com.acmecrm.integration.auth.token.IssuedToken;
import com.acmecrm.integration.auth.token.RedisNotBefore;
import com.acmecrm.integration.auth.token.RedisTokenStore;
import com.acmecrm.integration.platform.Audited;
import com.acmecrm.integration.platform.AuditedEffects;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins, shows and ends sessions. */
@ApplicationScoped
public class SessionService {

    /** More than a person looks through. */
    static final int MAX_LISTED = 200;

    private static final Logger LOG = LoggerFactory.getLogger(SessionService.class);

    @Inject
    RedisSessions sessions;

    @Inject
    RedisTokenStore tokens;

    @Inject
    RedisNotBefore notBefore;

    @Inject
    Clock clock;

    @Inject
    AuditedEffects effects;

    /** The token works when this returns. */
    public void begin(IssuedToken token, Client client) {
        sessions.add(Session.of(token, client), clock.instant());
        tokens.keep(token); // last: what is shown nowhere must not work
    }

    /**
     * Those that go on, from the one that expires last. Fewer than {@code limit} where some of them have been ended.
     *
     * @param userId whose; empty for everyone's
     * @param behind the session behind which the page begins
     */
    SessionPage list(Optional<String> userId, Optional<String> behind, int limit) {
        SessionPage page = sessions.findLatest(userId, behind, limit);
        if (page.sessions().isEmpty()) {
            return page;
        }
        return page.only(
                tokens.stillValid(page.sessions().stream().map(Session::token).collect(Collectors.toSet())));
    }

    /** Once more is no error. */
    public void logOut(String id) {
        effects.make(List.of(Audited.of("logout", "session/" + id, Map.of())), () -> tokens.revoke(id));
        LOG.info("Token {} revoked by logout", id);
    }

    /** @throws ProblemException 404 if there is none, also for those who may not end it */
    void end(String id, Visitor visitor) {
        Session session = sessions.find(id)
                .filter(found -> visitor.mayTouch(found.token().userId()))
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no session with this id."));
        Audited entry = Audited.of(
                "session.revoked",
                "session/" + id,
                Map.of("userId", session.token().userId()));
        effects.make(List.of(entry), () -> tokens.revoke(id));
        LOG.info("Token {} revoked by user {}", id, visitor.userId());
    }

    void endAll(String userId, Visitor visitor) {
        Audited entry = Audited.of("sessions.revoked", "user/" + userId, Map.of());
        effects.make(List.of(entry), () -> notBefore.endAll(userId));
        LOG.info("All sessions of user {} ended by user {}", userId, visitor.userId());
    }
}
