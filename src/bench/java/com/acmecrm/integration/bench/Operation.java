package com.acmecrm.integration.bench;

/** What is measured on the service and, as the same SQL, without it. */
enum Operation {
    CREATE,
    READ,
    PATCH,
    LIST;

    String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
