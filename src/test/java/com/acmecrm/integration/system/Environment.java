package com.acmecrm.integration.system;

import com.acmecrm.integration.dev.EmbeddedServices;
import java.net.URI;

/** Where everything is in this run. */
public final class Environment {

    public static final String ADMIN = "admin@acmecrm.com";
    public static final String ADMIN_PASSWORD = System.getenv("ACMECRM_AUTH_ADMIN_PASSWORD");

    /** Set by {@link TestSession} before the first test. */
    public static EmbeddedServices services;

    private Environment() {}

    public static URI application() {
        return URI.create("http://127.0.0.1:" + System.getProperty("server.port"));
    }

    public static String setting(String key) {
        return System.getProperty(key);
    }
}
