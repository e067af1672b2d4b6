package com.acmecrm.integration.system;

import java.util.UUID;

/** A user made for one test. */
public record Person(String id, String username, String password) {

    private static final String PASSWORD = "violet umbrella ";

    /** Whom nobody else knows. */
    public static Person create(Api admin, String role) {
        Redis.clearRateLimits();
        String username = role + "-" + UUID.randomUUID();
        String password = PASSWORD + UUID.randomUUID();
        Answer created = admin.post("/api/users", """
                {"username":"%s","password":"%s","role":"%s"}""".formatted(username, password, role));
        if (created.status() != 201) {
            throw new IllegalStateException(created.toString());
        }
        return new Person(created.id(), username, password);
    }

    public Api logIn() {
        return new Api(tryToLogIn().data().getString("token"));
    }

    public Answer tryToLogIn() {
        Redis.clearRateLimits();
        return Api.anonymous().login(username, password);
    }

    public Person withPassword(String other) {
        return new Person(id, username, other);
    }
}
