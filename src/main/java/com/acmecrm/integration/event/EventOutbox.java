package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.Origins;
import com.acmecrm.integration.platform.SqlDatabase.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** Where a feature leaves the events of its changes. */
@ApplicationScoped
public class EventOutbox {

    @Inject
    EventRepository events;

    @Inject
    Event<EventAppended> appended;

    @Inject
    Origins origins;

    @Inject
    Clock clock;

    /**
     * Appends the event of a change to the caller's transaction; call it last. Everything the transaction has changed
     * so far is written to the database before the event's row: its place in the order is then drawn while the
     * changed rows are locked, so that the order of events is the order of the changes.
     *
     * @param before what of the change is still to be written: goes out with the event, in the same round trip
     * @throws com.acmecrm.integration.platform.DatabaseException if PostgreSQL refuses one of them
     * @throws jakarta.transaction.TransactionalException if there is no transaction
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void append(OutboxEvent event, List<Change> before) {
        events.append(before, event, origins.current(), clock.instant());
        appended.fire(new EventAppended());
    }

    /**
     * As {@link #append}, for many changes at once, in their order.
     *
     * @throws jakarta.transaction.TransactionalException if there is no transaction
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void appendAll(List<OutboxEvent> happened) {
        if (happened.isEmpty()) {
            return;
        }
        events.appendAll(happened, origins.current(), clock.instant());
        appended.fire(new EventAppended());
    }

    /** After this transaction, the relay looks again: an event has become pending, or its contact free. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void wakeRelay() {
        appended.fire(new EventAppended());
    }
}
