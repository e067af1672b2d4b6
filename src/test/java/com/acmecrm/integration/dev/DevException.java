package com.acmecrm.integration.dev;

/** Something the developer can mend; the message is one sentence that says how. */
public final class DevException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DevException(String sentence) {
        super(sentence);
    }

    DevException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
