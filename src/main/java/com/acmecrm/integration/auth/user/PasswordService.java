package com.acmecrm.integration.auth.user;

import com.acmecrm.integration.auth.attempt.Guesser;
import com.acmecrm.integration.auth.attempt.RedisAttempts;
import com.acmecrm.integration.platform.Origins;
import com.acmecrm.integration.problem.FieldError;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Everything that hashes for the users' API, between the transactions and never within one. Its callers have a session
 * and are counted: they are no part of a flood.
 */
@ApplicationScoped
public class PasswordService {

    @Inject
    UserService users;

    @Inject
    PasswordHasher passwords;

    @Inject
    PasswordRules rules;

    @Inject
    HashTurns turns;

    @Inject
    RedisAttempts attempts;

    @Inject
    Origins origins;

    /** @throws ProblemException 409 if the name is taken */
    Account create(NewUser user) {
        String hash = turns.takePatiently(() -> passwords.hash(user.password()));
        return users.create(user.username(), hash, user.role());
    }

    /** One's own: asks for the present password, and ends all sessions but this one. */
    void changeOwn(long id, PasswordChange change, String sessionId) {
        Account user = users.get(id);
        checkNew(change, user);
        if (!isCurrent(change.currentPassword().orElse(""), user)) {
            throw fault("/currentPassword", "is not your current password");
        }
        set(user, change, Optional.of(sessionId));
    }

    /** An administrator's choice for another: ends all of that user's sessions. */
    void reset(long id, PasswordChange change) {
        Account user = users.get(id);
        if (change.currentPassword().isPresent()) {
            throw fault("/currentPassword", "is not for another's password");
        }
        checkNew(change, user);
        set(user, change, Optional.empty());
    }

    private void checkNew(PasswordChange change, Account user) {
        rules.fault(change.newPassword(), user.username()).ifPresent(fault -> {
            throw fault("/newPassword", fault);
        });
    }

    /** Whoever has got hold of a session may not guess here more often than at the door. */
    private boolean isCurrent(String password, Account user) {
        Guesser guesser = Guesser.of(
                Optional.of(user.id()), user.username(), origins.current().address());
        boolean right = turns.takePatiently(() -> isRight(password, user, guesser));
        if (right) {
            attempts.succeed(guesser);
        }
        return right;
    }

    private boolean isRight(String password, Account user, Guesser guesser) {
        boolean admitted = attempts.admit(guesser);
        return passwords.matches(password, Optional.of(user.passwordHash())) && admitted;
    }

    private void set(Account user, PasswordChange change, Optional<String> spared) {
        users.changePassword(user, turns.takePatiently(() -> passwords.hash(change.newPassword())), spared);
    }

    private static ProblemException fault(String pointer, String detail) {
        return ProblemException.ofFields(ProblemType.INVALID_FIELDS, List.of(new FieldError(pointer, detail)));
    }
}
