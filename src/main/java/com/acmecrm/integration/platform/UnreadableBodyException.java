package com.acmecrm.integration.platform;

/** A request body that is not what its media type says. The message is for the client. */
public final class UnreadableBodyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableBodyException(String message) {
        super(message);
    }
}
