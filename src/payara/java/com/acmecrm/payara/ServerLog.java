package com.acmecrm.payara;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps out of Payara's log what any client can cause, each time with a stack trace: a token that cannot be verified, and a
 * connection that the client closes during an answer. The service itself logs each request.
 */
final class ServerLog {

    // Held here: the log manager forgets loggers, and their settings, that nobody refers to.
    private static final Logger REFUSED_TOKENS =
            Logger.getLogger("fish.payara.microprofile.jwtauth.eesecurity.SignedJWTIdentityStore");
    private static final Logger RESPONSES = Logger.getLogger("org.glassfish.jersey.server.ServerRuntime$Responder");

    private ServerLog() {}

    static void configure() {
        REFUSED_TOKENS.setLevel(Level.WARNING);
        RESPONSES.setFilter(ServerLog::isNotAboutTheConnection);
    }

    static boolean isNotAboutTheConnection(LogRecord line) {
        Throwable cause = line.getThrown();
        while (cause != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        return cause == null;
    }
}
