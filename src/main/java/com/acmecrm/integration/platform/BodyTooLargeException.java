package com.acmecrm.integration.platform;

/** A request body over its limit; the rest of it was not read. */
public final class BodyTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException(int limitBytes) {
        super("The body is larger than %,d bytes.".formatted(limitBytes));
    }
}
