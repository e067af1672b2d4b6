package com.acmecrm.integration.auth;

import java.util.Locale;

/** What became of an attempt to sign in. Only the audit trail tells the refused ones apart. */
enum Verdict {
    RIGHT,
    WRONG,
    UNKNOWN,
    LOCKED,
    DISABLED;

    String reason() {
        return name().toLowerCase(Locale.ROOT);
    }
}
