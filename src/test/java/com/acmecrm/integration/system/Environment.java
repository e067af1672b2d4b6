package com.acmecrm.integration.system;

import com.acmecrm.integration.dev.EmbeddedServices;
import java.net.URI;

/** Where everything is in this run. */
final class Environment {

    static final String ADMIN = "admin@acmecrm.com";
    static final String ADMIN_PASSWORD = System.getenv("ACMECRM_AUTH_ADMIN_PASSWORD");

    /** Set by {@link TestSession} before the first test. */
    static EmbeddedServices services;

    private Environment() {}

    static URI application() {
        return URI.create("http://127.0.0.1:" + System.getProperty("server.port"));
    }

    static String setting(String key) {
        return System.getProperty(key);
    }
}
