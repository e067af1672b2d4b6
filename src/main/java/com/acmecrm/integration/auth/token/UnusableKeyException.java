package com.acmecrm.integration.auth.token;

/** A key with which the service cannot start. The message says what is wrong with which setting, and how to make keys. */
final class UnusableKeyException extends IllegalStateException {

    private static final long serialVersionUID = 1L;
    private static final String CURE = " Make a pair with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048"
            + " -out private.pem && openssl pkey -in private.pem -pubout -out public.pem (docs/tokens.md).";

    /** @param trouble goes on after the setting's name, without a full stop */
    UnusableKeyException(String setting, String trouble) {
        super(setting + " " + trouble + "." + CURE);
    }
}
