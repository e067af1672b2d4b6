package com.acmecrm.integration.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** Keys that all nodes share because the database made them, once, in a migration. */
@ApplicationScoped
public class SharedKeyRepository {

    @PersistenceContext
    EntityManager entityManager;

    /** @throws jakarta.persistence.NoResultException if no migration has made a key of this name */
    @Transactional
    @OnRequestDatabase
    public byte[] get(String name) {
        return (byte[]) entityManager
                .createNativeQuery("select value from shared_keys where name = :name", byte[].class)
                .setParameter("name", name)
                .getSingleResult();
    }
}
