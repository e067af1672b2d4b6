package com.acmecrm.integration.bench;

/** What was measured is worth nothing; the message is the sentence that says why. */
final class VoidRunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    VoidRunException(String sentence) {
        super(sentence);
    }

    VoidRunException(String sentence, Throwable cause) {
        super(sentence + " (" + cause + ")", cause);
    }
}
