package com.acmecrm.integration.auth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** The rows of {@code users}. */
@ApplicationScoped
public class UserRepository {

    /** Any number that no other advisory lock of this service has. */
    private static final long FIRST_USER_LOCK = 0x5553_4552_0001L;

    @PersistenceContext
    EntityManager entityManager;

    /** In any case, as people type it. */
    Optional<User> find(String username) {
        return entityManager
                .createQuery("select u from User u where lower(u.username) = lower(:username)", User.class)
                .setParameter("username", username)
                .getResultStream()
                .findFirst();
    }

    /** Until the transaction ends no other node can ask the same; their answers then see what this one has added. */
    boolean isEmptyExclusively() {
        entityManager
                .createNativeQuery("select cast(pg_advisory_xact_lock(:lock) as text)")
                .setParameter("lock", FIRST_USER_LOCK)
                .getSingleResult();
        return entityManager
                .createQuery("select u.id from User u", Long.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    void add(User user) {
        entityManager.persist(user);
    }
}
