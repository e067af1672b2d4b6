package com.acmecrm.integration.auth.user;

import com.acmecrm.integration.platform.SqlStates;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The rows of {@code users}. */
@ApplicationScoped
public class UserRepository {

    /** Any number that no other advisory lock of this service has. */
    private static final long USERS_LOCK = 0x5553_4552_0001L;

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

    Optional<User> find(long id) {
        return Optional.ofNullable(entityManager.find(User.class, id));
    }

    /** Waits for whoever is changing the user, and keeps others from changing it until the transaction ends. */
    Optional<User> findUnchanging(long id) {
        return Optional.ofNullable(entityManager.find(User.class, id, LockModeType.PESSIMISTIC_READ));
    }

    /** To change it: nobody else can meanwhile, nor sign in as this user. */
    Optional<User> findForChange(long id) {
        return Optional.ofNullable(entityManager.find(User.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** From newest to oldest, from behind the given id on. */
    List<User> findNewest(OptionalLong behind, int limit) {
        return entityManager
                .createQuery("select u from User u where u.id < :behind order by u.id desc", User.class)
                .setParameter("behind", behind.orElse(Long.MAX_VALUE))
                .setMaxResults(limit)
                .getResultList();
    }

    /** Until the transaction ends, no other asks a question about all users and acts on the answer. */
    void lockAll() {
        entityManager
                .createNativeQuery("select cast(pg_advisory_xact_lock(:lock) as text)")
                .setParameter("lock", USERS_LOCK)
                .getSingleResult();
    }

    boolean isEmpty() {
        return entityManager
                .createQuery("select u.id from User u", Long.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    long countEnabledAdmins() {
        return entityManager
                .createQuery("select count(u) from User u where u.role = :admin and u.disabled = false", Long.class)
                .setParameter("admin", Role.ADMIN)
                .getSingleResult();
    }

    /** @throws ProblemException 409 if the name is taken */
    void add(User user) {
        try {
            entityManager.persist(user);
            entityManager.flush();
        } catch (PersistenceException failure) {
            if (SqlStates.isUniqueViolation(failure)) {
                throw ProblemException.of(ProblemType.DUPLICATE_USER, "Another user has this name.");
            }
            throw failure;
        }
    }

    void write() {
        entityManager.flush();
    }
}
