package com.acmecrm.integration.auth.user;

import com.acmecrm.integration.auth.token.RedisNotBefore;
import com.acmecrm.integration.platform.Audited;
import com.acmecrm.integration.platform.AuditedEffects;
import com.acmecrm.integration.platform.OnRequestDatabase;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps users. Each method is one transaction. What takes rights away ends the user's sessions as its last step, while
 * the row is locked: if Redis is not available, nothing has changed, and a sign-in of this user waits for the row (see
 * {@link UserDirectory#confirm}). If the commit fails after that, sessions have ended for nothing: the outcome is unknown.
 */
@ApplicationScoped
@Transactional
@OnRequestDatabase
public class UserService {

    private static final Logger LOG = LoggerFactory.getLogger(UserService.class);

    @Inject
    UserRepository users;

    @Inject
    RedisNotBefore notBefore;

    @Inject
    Clock clock;

    @Inject
    Event<Audited> audit;

    @Inject
    AuditedEffects effects;

    /** @throws ProblemException 409 if the name is taken */
    Account create(String username, String passwordHash, Role role) {
        User user = User.create(username, passwordHash, role, clock.instant());
        users.add(user);
        Account created = user.toAccount();
        audit.fire(entry("user.created", created, Map.of("role", role.claim())));
        return created;
    }

    /** @throws ProblemException 404 if there is none */
    Account get(long id) {
        return users.find(id).map(User::toAccount).orElseThrow(UserService::unknown);
    }

    /** From newest to oldest. */
    UserPage list(OptionalLong behind, int limit) {
        return UserPage.of(
                users.findNewest(behind, limit + 1).stream()
                        .map(User::toAccount)
                        .toList(),
                limit);
    }

    /**
     * Changes what the patch names and nothing else; a change of two administrators at once is made in turn.
     *
     * @throws ProblemException 404 if there is none, 409 if nobody could administer the service afterwards
     */
    Account change(long id, UserPatch patch) {
        users.lockAll();
        User user = users.findForChange(id).orElseThrow(UserService::unknown);
        Account before = user.toAccount();
        boolean wasAdmin = user.isEnabledAdmin();
        user.change(patch.role().orElse(before.role()), patch.disabled().orElse(before.disabled()), clock.instant());
        if (wasAdmin && !user.isEnabledAdmin() && users.countEnabledAdmins() == 0) {
            throw ProblemException.of(
                    ProblemType.WRONG_STATE, "This is the last enabled administrator; make another one first.");
        }
        users.write();
        Account after = user.toAccount();
        effects.make(entries(before, after), () -> endSessions(before, after, patch));
        return after;
    }

    private static List<Audited> entries(Account before, Account after) {
        List<Audited> entries = new ArrayList<>();
        if (before.role() != after.role()) {
            entries.add(entry(
                    "user.role-changed",
                    after,
                    Map.of("from", before.role().claim(), "to", after.role().claim())));
        }
        if (before.disabled() != after.disabled()) {
            entries.add(entry(after.disabled() ? "user.disabled" : "user.enabled", after, Map.of()));
        }
        return entries;
    }

    /**
     * A token carries its role. Disabled once more is closed once more, enabled once more is opened once more: a change
     * whose commit failed the first time has left Redis as it was not meant.
     */
    private void endSessions(Account before, Account after, UserPatch patch) {
        if (after.disabled()) {
            notBefore.close(after.id());
        } else if (before.disabled() || before.role() != after.role()) {
            notBefore.endAll(after.id());
        } else if (patch.disabled().isPresent()) {
            notBefore.open(after.id());
        }
    }

    /**
     * @param seen as the caller saw the user when the present password was checked, or not at all
     * @param spared the session that may go on, if any
     * @throws ProblemException 404 if there is none, 409 if the password has been changed since it was seen
     */
    void changePassword(Account seen, String newHash, Optional<String> spared) {
        User user = users.findForChange(seen.number()).orElseThrow(UserService::unknown);
        if (!user.toAccount().passwordHash().equals(seen.passwordHash())) {
            throw ProblemException.of(
                    ProblemType.WRONG_STATE, "The password has been changed by someone else just now.");
        }
        user.changePassword(newHash, clock.instant());
        users.write();
        boolean disabled = user.toAccount().disabled();
        effects.make(
                List.of(entry("password.changed", seen, Map.of())), () -> endSessions(seen.id(), disabled, spared));
    }

    private void endSessions(String id, boolean disabled, Optional<String> spared) {
        if (disabled) {
            return; // has no sessions, and stays closed
        }
        spared.ifPresentOrElse(session -> notBefore.endOthers(id, session), () -> notBefore.endAll(id));
    }

    private static Audited entry(String action, Account user, Map<String, String> details) {
        LOG.info("{} {}", action, user.id());
        return Audited.of(action, "user/" + user.id(), details);
    }

    static ProblemException unknown() {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no user with this id.");
    }
}
