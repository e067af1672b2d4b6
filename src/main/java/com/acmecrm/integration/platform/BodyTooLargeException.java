package com.acmecrm.integration.platform;

/** A request body over its limit; the rest of it was not read. */
public final class BodyTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException(int limitBytes) {
        this("The body is larger than %,d bytes.".formatted(limitBytes));
    }

    private BodyTooLargeException(String message) {
        super(message);
    }

    /** Within the limit of bytes, but made of so many values that this node has not the memory for it. */
    static BodyTooLargeException ofValues() {
        return new BodyTooLargeException("The body has more values than this node has memory for. Send fewer at once.");
    }
}
