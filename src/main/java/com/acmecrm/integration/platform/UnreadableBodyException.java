package com.acmecrm.integration.platform;

import java.util.Optional;

/** A request body that is not what its media type says, or that nobody could keep. The texts are for the client. */
public final class UnreadableBodyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String detail;

    UnreadableBodyException(String message) {
        this(message, null, null);
    }

    UnreadableBodyException(String message, String pointer, String detail) {
        super(message);
        this.pointer = pointer;
        this.detail = detail;
    }

    /** JSON Pointer of the value at fault, where there is one. */
    public Optional<String> pointer() {
        return Optional.ofNullable(pointer);
    }

    /** What is wrong with that value. */
    public String detail() {
        return detail;
    }
}
