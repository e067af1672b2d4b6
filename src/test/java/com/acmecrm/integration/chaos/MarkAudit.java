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
 * the marking transaction sees it. Nodes must have been started with {@link #named}. Triggers can also hold nodes at moments
 * that are hard to hit.
 */
final class MarkAudit {

    /** Advisory locks behind which nodes are held. */
    private static final int MARK = 1;

    private static final int RENEWAL = 2;

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
        audit.createTriggers();
        return audit;
    }

    private void createTriggers() throws SQLException {
        outbox.execute("create table mark_audit (event uuid, node text, owner uuid)");
        outbox.execute("""
                create function note_mark() returns trigger language plpgsql as $$ begin
                    perform pg_advisory_xact_lock_shared(%d);
                    insert into mark_audit select new.id, session_user, owner from relay_lease where name = 'outbox';
                    return null;
                end $$""".formatted(MARK));
        outbox.execute("""
                create trigger note_mark after update on event_processing for each row
                when (old.status = 'pending' and new.status = 'published') execute function note_mark()""");
        outbox.execute("""
                create function hold_renewal() returns trigger language plpgsql as $$ begin
                    if current_query() like 'update%%' then -- taking the lease is an insert
                        perform pg_advisory_xact_lock_shared(%d);
                    end if;
                    return null;
                end $$""".formatted(RENEWAL));
        outbox.execute("""
                create trigger hold_renewal before update on relay_lease for each statement
                execute function hold_renewal()""");
    }

    /** Does something while a node, which has sent its batch, is about to renew its lease and to mark; holds others, too. */
    void duringARenewal(Deed deed) throws Exception {
        hold(RENEWAL, deed);
    }

    /** Does something while a node is inside its marking transaction, which holds the lease. */
    void duringAMark(Deed deed) throws Exception {
        hold(MARK, deed);
    }

    private void hold(int lock, Deed deed) throws Exception {
        try (Connection holder = cluster.connect();
                Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(" + lock + ")");
            Awaitility.await("a node is held").until(() -> held() > 0);
            deed.run();
        }
    }

    /** How many nodes wait because they are held. */
    long held() throws SQLException {
        return outbox.query(
                        "select count(*) from pg_locks where locktype = 'advisory' and not granted",
                        found -> found.getLong(1))
                .get(0);
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

    /** What is done while nodes are held. */
    interface Deed {

        void run() throws Exception;
    }

    /** A node and the holder of the lease. */
    record Marker(String node, String owner) {}
}
