package com.acmecrm.integration.platform;

import java.util.List;

/**
 * Redis is well, but what it has under a key is not what a command works with: somebody else wrote it. Only the caller whose
 * key it is must suffer from it.
 *
 * @param keys of the command, one of which is at fault
 */
record RedisValueError(List<Object> keys, Throwable failure) {

    /** Of commands, and of scripts that compute with what they read. All other errors concern the server itself. */
    private static final List<String> TEXTS = List.of(
            "WRONGTYPE", "not an integer", "not a valid float", "hash value is not", "would overflow", "attempt to ");

    private static final String CLIENT_DETAILS = ". channel: ";

    static boolean is(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        return TEXTS.stream().anyMatch(text::contains);
    }

    /** Redis's own words, without what the client adds about connection and command. */
    String text() {
        String text = failure.getMessage();
        int end = text.indexOf(CLIENT_DETAILS);
        return end < 0 ? text : text.substring(0, end);
    }
}
