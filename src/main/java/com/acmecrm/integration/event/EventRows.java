package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.trace.TraceContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code event_processing} as statements past the entity read them. */
public final class EventRows {

    private EventRows() {}

    public static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getObject("id", UUID.class),
                row.getString("event_type"),
                row.getString("message_key"),
                row.getLong("contact_version"),
                row.getString("details"),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getString("traceparent")).flatMap(TraceContext::parse));
    }
}
