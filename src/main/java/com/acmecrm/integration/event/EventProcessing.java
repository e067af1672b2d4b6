package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.Origin;
import com.acmecrm.integration.platform.trace.TraceContext;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

/**
 * One event of the outbox. Born {@code pending} in the transaction of the change it tells of; from then on it is the
 * relay's, which makes it {@code published} or {@code failed} in whole batches, past this entity.
 */
@Entity
@Table(name = "event_processing")
public class EventProcessing {

    @Id
    private UUID id;

    /** Drawn by PostgreSQL at the insert: the order in which events of one key are sent. */
    @Column(insertable = false, updatable = false)
    private Long seq;

    @Column(name = "event_type")
    private String eventType;

    @Convert(converter = EventStatus.ColumnConverter.class)
    private EventStatus status;

    @Column(name = "message_key")
    private String messageKey;

    @Column(name = "contact_version")
    private long contactVersion;

    @Column(columnDefinition = "json")
    @ColumnTransformer(write = "cast(? as json)")
    private String details;

    @Column(name = "created_at")
    private Instant createdAt;

    /** The user who asked for the change; this and the next three are null where nobody did. */
    private String actor;

    private String address;

    @Column(name = "request_id")
    private String requestId;

    private String traceparent;

    protected EventProcessing() {}

    static EventProcessing pending(UUID id, OutboxEvent event, Origin origin, Instant now) {
        EventProcessing row = new EventProcessing();
        row.id = id;
        row.eventType = event.type();
        row.status = EventStatus.PENDING;
        row.messageKey = event.key();
        row.contactVersion = event.version();
        row.details = event.details();
        row.createdAt = now;
        row.actor = origin.userId().orElse(null);
        row.address = origin.address().orElse(null);
        row.requestId = origin.requestId().orElse(null);
        row.traceparent = origin.trace().map(TraceContext::header).orElse(null);
        return row;
    }
}
