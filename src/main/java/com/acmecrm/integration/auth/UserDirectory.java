package com.acmecrm.integration.auth;

import com.acmecrm.integration.platform.OnRequestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Looks users up, in a transaction that is over before a password is hashed: hashing must not hold a connection. */
@ApplicationScoped
@Transactional
@OnRequestDatabase
public class UserDirectory {

    @Inject
    UserRepository users;

    Optional<User> find(String username) {
        return users.find(username);
    }
}
