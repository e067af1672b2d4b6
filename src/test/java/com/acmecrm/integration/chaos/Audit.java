package com.acmecrm.integration.chaos;

import com.acmecrm.integration.dev.Cluster;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * What nodes do to events, noted by triggers: who marks them as published, with the holder of the lease as the marking
 * transaction sees it, and how often one becomes processed. Nodes must have been started with {@link #named}. The triggers
 * can also hold nodes at moments that are hard to hit; not behind a lock, because nodes wait for locks with patience of
 * their own.
 */
final class Audit {

    private final Cluster cluster;
    private final Outbox outbox;

    private Audit(Cluster cluster) {
        this.cluster = cluster;
        this.outbox = new Outbox(cluster);
    }

    /** Settings of a node that PostgreSQL knows by this name. */
    static Map<String, String> named(Cluster cluster, String name) throws SQLException {
        new Outbox(cluster).execute("create role " + name + " superuser login password 'audited'");
        return new TreeMap<>(Map.of("acmecrm.database.username", name, "acmecrm.database.password", "audited"));
    }

    /** From now on; the schema must be there. */
    static Audit begin(Cluster cluster) throws SQLException {
        Audit audit = new Audit(cluster);
        audit.createTables();
        audit.createTriggers();
        return audit;
    }

    private void createTables() throws SQLException {
        outbox.execute("create table mark_audit (event uuid, node text, owner uuid)");
        outbox.execute("create table processed_audit (event uuid)");
        outbox.execute("create table handled (seq bigint generated always as identity, event uuid)");
        outbox.execute("create table holds (moment text)");
        outbox.execute("""
                create procedure hold(reached text) language plpgsql as $$ begin
                    while exists (select from holds where moment = reached) loop
                        perform pg_sleep(0.02);
                    end loop;
                end $$""");
    }

    private void createTriggers() throws SQLException {
        outbox.execute("""
                create function note_mark() returns trigger language plpgsql as $$ begin
                    call hold('MARK');
                    insert into mark_audit select new.id, session_user, owner from relay_lease where name = 'outbox';
                    return null;
                end $$""");
        outbox.execute("""
                create trigger note_mark after update on event_processing for each row
                when (old.status = 'pending' and new.status = 'published') execute function note_mark()""");
        outbox.execute("""
                create function note_processed() returns trigger language plpgsql as $$ begin
                    call hold('PROCESSED');
                    insert into processed_audit values (new.id);
                    return null;
                end $$""");
        outbox.execute("""
                create trigger note_processed after update on event_processing for each row
                when (new.status = 'processed') execute function note_processed()""");
        outbox.execute("""
                create function hold_renewal() returns trigger language plpgsql as $$ begin
                    if current_query() like 'update%' then -- taking the lease is an insert
                        call hold('RENEWAL');
                    end if;
                    return null;
                end $$""");
        outbox.execute("""
                create trigger hold_renewal before update on relay_lease for each statement
                execute function hold_renewal()""");
    }

    /** A moment at which nodes can be held. */
    enum Moment {
        /** A batch is sent; the lease is about to be renewed and the batch to be marked. */
        RENEWAL,
        /** Inside the marking transaction, which holds the lease. */
        MARK,
        /** The handlers have done their work, and nothing is committed yet. */
        PROCESSED
    }

    /** Does something while a node is held at a moment; whichever else comes there is held, too. */
    void during(Moment moment, Deed deed) throws Exception {
        outbox.execute("insert into holds values ('" + moment + "')");
        try {
            deed.accept(Awaitility.await("a node is held at " + moment)
                    .until(this::held, nodes -> !nodes.isEmpty())
                    .get(0));
        } finally {
            outbox.execute("delete from holds");
        }
    }

    /** The nodes that are held. */
    List<String> held() throws SQLException {
        return outbox.query(
                "select distinct usename from pg_stat_activity where wait_event = 'PgSleep'",
                found -> found.getString(1));
    }

    /** Each pair of a node that has marked events of these contacts and the holder of the lease meanwhile. */
    List<Marker> markers(String marker) throws SQLException {
        return outbox.query(
                "select distinct m.node, m.owner from mark_audit m join event_processing e on e.id = m.event"
                        + " where starts_with(e.message_key, ?)",
                found -> new Marker(found.getString(1), found.getString(2)),
                marker);
    }

    boolean hasMarked(String node, String marker) throws SQLException {
        return outbox.is(
                "exists (select from mark_audit m join event_processing e on e.id = m.event"
                        + " where m.node = ? and starts_with(e.message_key, ?))",
                node,
                marker);
    }

    /** The events of these contacts that no handler has seen, that became processed twice or that overtook another. */
    List<String> unhandled(String marker) throws SQLException {
        return outbox.query("""
                with events as (
                    select e.id, e.seq, e.message_key as key,
                        (select min(h.seq) from handled h where h.event = e.id) as first,
                        (select count(*) from processed_audit p where p.event = e.id) as times
                    from event_processing e where starts_with(e.message_key, ?))
                select id from events e
                where first is null or times <> 1
                    or exists (select from events later where later.key = e.key and later.seq > e.seq and later.first < e.first)""", found -> found.getString(1), marker);
    }

    /** How many events of these contacts a handler has seen more than once. */
    long handledAgain(String marker) throws SQLException {
        return outbox.query("""
                        select count(*) from (
                            select h.event from handled h join event_processing e on e.id = h.event
                            where starts_with(e.message_key, ?) group by h.event having count(*) > 1) as again""", found -> found.getLong(1), marker).get(0);
    }

    /** What is done while a node is held. */
    interface Deed {

        void accept(String node) throws Exception;
    }

    /** A node and the holder of the lease. */
    record Marker(String node, String owner) {}
}
