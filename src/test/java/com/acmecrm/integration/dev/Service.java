package com.acmecrm.integration.dev;

/** What the application stands on. */
public enum Service {
    POSTGRES,
    REDIS,
    KAFKA
}
