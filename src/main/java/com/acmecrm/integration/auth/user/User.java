package com.acmecrm.integration.auth.user;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Someone who can sign in, unless disabled. A user is never deleted: the audit trail names users by id. */
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

    private boolean disabled;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected User() {}

    static User create(String username, String passwordHash, Role role, Instant now) {
        User user = new User();
        user.username = username;
        user.passwordHash = passwordHash;
        user.role = role;
        user.createdAt = now;
        user.updatedAt = now;
        return user;
    }

    void change(Role newRole, boolean nowDisabled, Instant now) {
        role = newRole;
        disabled = nowDisabled;
        updatedAt = now;
    }

    void changePassword(String newHash, Instant now) {
        passwordHash = newHash;
        updatedAt = now;
    }

    /** The same password, hashed at another cost. */
    void rehash(String newHash) {
        passwordHash = newHash;
    }

    boolean isEnabledAdmin() {
        return role == Role.ADMIN && !disabled;
    }

    Account toAccount() {
        return new Account(id, username, passwordHash, role, disabled, createdAt, updatedAt);
    }
}
