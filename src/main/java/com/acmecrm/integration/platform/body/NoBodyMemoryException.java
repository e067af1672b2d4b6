package com.acmecrm.integration.platform.body;

/** Other requests hold the memory that this request's body needs, and did not release it in time. */
public final class NoBodyMemoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoBodyMemoryException() {
        super("No memory is free for this body");
    }
}
