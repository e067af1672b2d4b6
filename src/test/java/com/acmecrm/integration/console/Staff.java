package com.acmecrm.integration.console;

import com.acmecrm.integration.system.Api;
import com.acmecrm.integration.system.Redis;
import java.net.http.HttpRequest;
import java.util.List;

/** People with names, for pages that are looked at as pictures. Users are never deleted: a second run finds them there. */
record Staff(String username, String role, String userAgent) {

    private static final String PASSWORD = "violet umbrella weather";

    private static final List<Staff> ALL = List.of(
            new Staff(
                    "ann.lee@example.com",
                    "editor",
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"),
            new Staff("billing-import", "editor", "billing-import/2.4"),
            new Staff(
                    "carla.diaz@example.com",
                    "admin",
                    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15"),
            new Staff(
                    "night.shift@example.com",
                    "viewer",
                    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"));

    static void create(Api admin) {
        Redis.clearRateLimits();
        ALL.forEach(person -> admin.post("/api/users", """
                {"username":"%s","password":"%s","role":"%s"}""".formatted(person.username, PASSWORD, person.role)));
    }

    static void signIn() {
        Redis.clearRateLimits();
        Api anonymous = Api.anonymous();
        ALL.forEach(person -> anonymous.send(anonymous
                .request("/api/auth/login")
                .header("Content-Type", "application/json")
                .header("User-Agent", person.userAgent)
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"username":"%s","password":"%s"}""".formatted(person.username, PASSWORD)))));
    }
}
