package com.acmecrm.integration.chaos;

import com.acmecrm.integration.dev.Cluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * Who marks events as published: a trigger notes the node, by its name in PostgreSQL, and the holder of the lease as
 * the marking transaction sees it. Nodes must have been started with {@link #named}. The same trigger can hold a mark.
 */
final class MarkAudit {

    private final Cluster cluster;
    private final Outbox outbox;

    private MarkAudit(Cluster cluster) {
        this.cluster = cluster;
        this.outbox = new Outbox(cluster);
    }

    /** Settings of a node that PostgreSQL knows by this name. */
    static Map<String, String> named(Cluster cluster, String name) throws SQLException {
        new Outbox(cluster).execute("create role " + name + " superuser login password 'audited'");
        return new TreeMap<>(Map.of("acmecrm.database.username", name, "acmecrm.database.password", "audited"));
    }

    /** From now on; the schema must be there. */
    static MarkAudit begin(Cluster cluster) throws SQLException {
        MarkAudit audit = new MarkAudit(cluster);
        audit.createTrigger();
        return audit;
    }

    private void createTrigger() throws SQLException {
        outbox.execute("create table mark_audit (event uuid, node text, owner uuid, at timestamptz)");
        outbox.execute("""
                create function note_mark() returns trigger language plpgsql as $$ begin
                    perform pg_advisory_xact_lock_shared(1);
                    insert into mark_audit
                    select new.id, session_user, owner, clock_timestamp() from relay_lease where name = 'outbox';
                    return null;
                end $$""");
        outbox.execute("""
                create trigger note_mark after update on event_processing for each row
                when (old.status = 'pending' and new.status = 'published') execute function note_mark()""");
    }

    /** Does something while a node is inside a marking transaction, which then goes on. */
    void duringAMark(Runnable deed) throws SQLException {
        try (Connection holder = cluster.connect();
                Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(1)");
            Awaitility.await("a mark is held").until(() -> outbox.is("""
                    exists (select from pg_locks where locktype = 'advisory' and not granted)"""));
            deed.run();
        }
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

    /** A node and the holder of the lease. */
    record Marker(String node, String owner) {}
}
