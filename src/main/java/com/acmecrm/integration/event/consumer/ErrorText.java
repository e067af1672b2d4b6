package com.acmecrm.integration.event.consumer;

import com.acmecrm.integration.platform.log.Causes;
import com.acmecrm.integration.platform.text.CodePoints;

/** What is kept of an exception: its type and message, and those of its first cause. */
final class ErrorText {

    private static final int MAX = 1_000;

    private ErrorText() {}

    static String of(Throwable failure) {
        Throwable first = Causes.first(failure);
        String text = first == failure ? failure.toString() : failure + " <- " + first;
        // PostgreSQL takes no NUL in a text.
        String clean = text.replace('\0', ' ');
        return CodePoints.first(MAX, clean);
    }
}
