package com.acmecrm.integration.platform.log;

/** What an exception came from. */
public final class Causes {

    private Causes() {}

    /** In one line, where a stack trace would say no more: its type and message, and those of each of its causes. */
    public static String of(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.toString());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            text.append(" <- ").append(cause);
        }
        return text.toString();
    }

    /** The cause of all the others; the exception itself where it has none. */
    public static Throwable first(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first;
    }
}
