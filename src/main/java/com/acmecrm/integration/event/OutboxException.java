package com.acmecrm.integration.event;

/** The lease was lost, so that nothing may be marked; the relay begins again. */
final class OutboxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutboxException(String message) {
        super(message);
    }
}
