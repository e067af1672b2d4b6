package com.acmecrm.integration.auth.user;

import com.acmecrm.integration.platform.OnRequestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Looks users up to sign them in, in transactions that are over before a password is hashed: hashing must not hold a connection. */
@ApplicationScoped
@Transactional
@OnRequestDatabase
public class UserDirectory {

    @Inject
    UserRepository users;

    /** In any case, as people type it. */
    public Optional<Account> find(String username) {
        return users.find(username).map(User::toAccount);
    }

    /**
     * Looks at a user again after the password was found right, which takes a while. Waits for a change that is under way.
     *
     * @param seen as it was then
     * @return the user as it is now; empty if it has been disabled or has another password since
     */
    public Optional<Account> confirm(Account seen) {
        return users.findUnchanging(seen.number())
                .map(User::toAccount)
                .filter(now -> !now.disabled() && now.passwordHash().equals(seen.passwordHash()));
    }

    /** Keeps the same password's hash at today's cost, unless the password has been changed meanwhile. */
    public Account rehash(Account seen, String newHash) {
        User user = users.findForChange(seen.number()).orElseThrow();
        if (user.toAccount().passwordHash().equals(seen.passwordHash())) {
            user.rehash(newHash);
        }
        return user.toAccount();
    }
}
