package com.acmecrm.integration.event.stream;

import com.acmecrm.integration.platform.Timestamps;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * What goes out to watchers, made once for all of them.
 *
 * @param name its kind; empty for a comment
 * @param id where to resume; empty where the message is no such place
 * @param text the data or the comment, in one line
 */
record StreamMessage(Optional<String> name, Optional<String> id, String text) {

    /** Nobody reads them; they keep proxies from closing, and show who has gone. */
    static final StreamMessage WELCOME = new StreamMessage(Optional.empty(), Optional.empty(), "welcome");

    static final StreamMessage HEARTBEAT = new StreamMessage(Optional.empty(), Optional.empty(), "heartbeat");

    static final StreamMessage GAP = new StreamMessage(Optional.of("gap"), Optional.empty(), "{}");

    // The text is JSON already: as application/json a server would quote it once more.
    private static final MediaType TEXT = MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8");

    static StreamMessage of(Change change) {
        return new StreamMessage(
                Optional.of("event"),
                Optional.of(change.position().toString()),
                json(change).toString());
    }

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

    OutboundSseEvent toEvent(Sse sse) {
        OutboundSseEvent.Builder event = sse.newEventBuilder();
        if (name.isEmpty()) {
            return event.comment(text).build();
        }
        id.ifPresent(event::id);
        return event.name(name.get()).mediaType(TEXT).data(String.class, text).build();
    }
}
