package com.acmecrm.integration.event;

/**
 * How many events a minute went where, by PostgreSQL's clock, for all nodes together. Raised by the batch writers in the
 * transaction of their marks, once a batch; never by a request, so that none waits for the one row that all of them raise.
 */
public final class EventRates {

    /** Ends a statement whose {@code marked} has the new status of each row. In order, as all locks are taken. */
    public static final String RAISE = """

            insert into event_rates as rate (minute, status, events)
            select date_trunc('minute', clock_timestamp()), status, count(*) from marked group by status order by status
            on conflict (minute, status) do update set events = rate.events + excluded.events""";

    private EventRates() {}
}
