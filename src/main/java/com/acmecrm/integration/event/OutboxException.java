package com.acmecrm.integration.event;

/** The outbox could not be read or marked; the relay begins again. */
final class OutboxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutboxException(String message) {
        super(message);
    }

    OutboxException(Throwable cause) {
        super("The outbox cannot be reached", cause);
    }
}
