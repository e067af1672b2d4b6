package com.acmecrm.integration.event.stream;

import com.acmecrm.integration.platform.Timestamps;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** What goes out to watchers, as server-sent events (WHATWG HTML, 9.2.5). Made once for all of them. */
final class StreamMessage {

    /**
     * The first thing sent. It fills the 8 KiB that Jersey keeps to itself of any answer, however often it is flushed;
     * with comments that end in carriage returns, as they may, so that a terminal shows none of it.
     */
    static final byte[] WELCOME = bytes(":\r".repeat(4 * 1024) + ": welcome\n\n");

    /** Nobody reads it; it keeps proxies from closing, and shows who has gone. */
    static final byte[] HEARTBEAT = bytes(": heartbeat\n\n");

    static final byte[] GAP = bytes("event: gap\ndata: {}\n\n");

    private StreamMessage() {}

    /** A message for each, in their order; empty where there are none. */
    static byte[] of(Collection<Change> changes) {
        return bytes(changes.stream().map(StreamMessage::text).collect(Collectors.joining()));
    }

    private static String text(Change change) {
        return "event: event\nid: " + change.position() + "\ndata: " + json(change) + "\n\n";
    }

    /** In one line: JSON has no other line breaks than those between its tokens, and none are written. */
    private static JsonObject json(Change change) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("id", change.id().toString())
                .add("type", change.type())
                .add("contactId", change.key())
                .add("status", change.status())
                .add("version", change.version())
                .add("changedAt", Timestamps.format(change.changedAt()));
        change.error().ifPresent(error -> json.add("error", error));
        return json.build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
