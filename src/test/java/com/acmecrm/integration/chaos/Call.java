package com.acmecrm.integration.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * One request of the load and its answer, as a line of a file.
 *
 * @param key the contact
 * @param status 0 where no answer came
 * @param at when it was answered
 * @param version that the change's event carries; 0 where nothing was changed
 * @param millis until it was answered
 */
record Call(Instant at, Op op, String key, int status, long version, long millis) {

    /** What a request asks for. */
    enum Op {
        CREATE("contact.created"),
        PATCH("contact.updated"),
        DELETE("contact.deleted"),
        READ("");

        private final String eventType;

        Op(String eventType) {
            this.eventType = eventType;
        }
    }

    static Call of(String line) {
        String[] parts = line.split(" ");
        return new Call(
                Instant.parse(parts[0]),
                Op.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                parts[2],
                Integer.parseInt(parts[3]),
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5]));
    }

    String line() {
        return "%s %s %s %d %d %d".formatted(at, op.name().toLowerCase(Locale.ROOT), key, status, version, millis);
    }

    Call took(Duration time) {
        return new Call(at, op, key, status, version, time.toMillis());
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    boolean isChange() {
        return isSuccess() && op != Op.READ;
    }

    OutboxRow.Change change() {
        return new OutboxRow.Change(key, op.eventType, version);
    }
}
