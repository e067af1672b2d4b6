package com.acmecrm.integration.event.consumer;

/** A handler could not react to an event; the transaction rolls back. */
final class HandlerFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HandlerFailedException(RuntimeException cause) {
        super(cause);
    }
}
