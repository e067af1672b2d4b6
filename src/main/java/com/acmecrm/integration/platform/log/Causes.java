package com.acmecrm.integration.platform.log;

/** An exception in one line, where a stack trace would say no more: while a dependency is away there is one a second. */
public final class Causes {

    private Causes() {}

    /** Its type and message, and those of each of its causes. */
    public static String of(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.toString());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            text.append(" <- ").append(cause);
        }
        return text.toString();
    }
}
