package com.acmecrm.integration.event.consumer;

/** What is kept of an exception: its type and message, and those of its first cause. */
final class ErrorText {

    private static final int MAX = 1_000;

    private ErrorText() {}

    static String of(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null && first.getCause() != first) {
            first = first.getCause();
        }
        String text = first == failure ? failure.toString() : failure + " <- " + first;
        // PostgreSQL takes no NUL in a text.
        String clean = text.replace('\0', ' ');
        return clean.length() <= MAX ? clean : clean.substring(0, MAX);
    }
}
