package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.Timestamps;
import com.acmecrm.integration.platform.trace.TraceContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An event as it is sent.
 *
 * @param id stays the same when the event is sent again
 * @param value the text of the message
 * @param trace that the change belongs to
 */
public record Message(
        UUID id, String type, String key, long version, String value, Instant createdAt, Optional<TraceContext> trace) {

    public static final String ID_HEADER = "ce_id";

    /** In the order in which they are sent: CloudEvents' Kafka binding (1.0.2, binary mode), and what comes on top. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put(ID_HEADER, id.toString());
        headers.put("ce_source", "/acmecrm-integration");
        headers.put("ce_type", type);
        headers.put("ce_time", Timestamps.format(createdAt));
        headers.put("ce_contactversion", Long.toString(version));
        headers.put("content-type", "application/json");
        trace.ifPresent(context -> headers.put(TraceContext.HEADER, context.header()));
        return headers;
    }
}
