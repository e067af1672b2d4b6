package com.acmecrm.integration.audit;

import com.acmecrm.integration.platform.SqlDatabase.Values;
import com.acmecrm.integration.platform.WorkDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** From the outbox into the trail without passing through this process. */
@ApplicationScoped
public class EventCopyRepository {

    /** Who and from where stands in the event's row. Of the message only names of fields are taken, never their values. */
    /** A time of {@code infinity} is nothing that an answer could name; such an event was written by hand. */
    private static final String COPY = """
            insert into audit_log (at, action, user_id, address, request_id, target, details, event_id)
            select case when isfinite(e.created_at) then e.created_at else clock_timestamp() end, e.event_type, e.actor, e.address, e.request_id,
                split_part(e.event_type, '.', 1) || '/' || e.message_key,
                jsonb_strip_nulls(jsonb_build_object(
                    'version', e.contact_version, 'changedFields', e.details -> 'data' -> 'changedFields')),
                e.id
            from event_processing e where e.id = any (?) order by e.seq
            on conflict (event_id) where event_id is not null do nothing""";

    @Inject
    WorkDatabase database;

    /** @return how many had not been copied before */
    int copy(List<UUID> events) {
        return database.update(COPY, new Values("uuid", events.toArray()));
    }
}
