package com.acmecrm.integration.auth;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Someone who can sign in. */
@Entity
@Table(name = "users")
public class User {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String username;

    @Column(name = "password_hash")
    private String passwordHash;

    @Convert(converter = Role.ColumnConverter.class)
    private Role role;

    @Column(name = "created_at")
    private Instant createdAt;

    protected User() {}

    static User create(String username, String passwordHash, Role role, Instant now) {
        User user = new User();
        user.username = username;
        user.passwordHash = passwordHash;
        user.role = role;
        user.createdAt = now;
        return user;
    }

    /** A decimal string, from {@code "1"}. */
    String id() {
        return id.toString();
    }

    String username() {
        return username;
    }

    String passwordHash() {
        return passwordHash;
    }

    Role role() {
        return role;
    }
}
