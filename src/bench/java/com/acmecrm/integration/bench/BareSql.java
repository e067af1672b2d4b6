package com.acmecrm.integration.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * What the service does to the database for one request, by one thread on one connection and with nothing around it: as
 * many statements, rows of the same sizes, one commit. Its tables are copies with the same indexes in a schema of their
 * own, so that no relay sees these events.
 */
final class BareSql implements AutoCloseable {

    static final String SCHEMA = """
            create schema bench;
            create table bench.internal_contacts (like public.internal_contacts including all);
            create table bench.acme_contacts (like public.acme_contacts including all);
            create table bench.event_processing (like public.event_processing including all);
            insert into bench.internal_contacts select * from public.internal_contacts;
            insert into bench.acme_contacts select * from public.acme_contacts;
            analyze""";

    static final String INSERT_INTERNAL = """
            insert into bench.internal_contacts (first_name, last_name, email, phone, company, title, address, notes,
                status, tags, custom_fields, source, created_at, updated_at, version, source_id, id)
            values (?, ?, ?, ?, ?, ?, cast(? as jsonb), ?, ?, cast(? as jsonb), cast(? as jsonb), ?, now(), now(), 1,
                ?, ?)""";
    static final String INSERT_ACME = """
            insert into bench.acme_contacts as kept (id, data, created_at, updated_at, version)
            values (?, cast(? as jsonb), now(), now(), 1)
            on conflict (id) do update
            set data = kept.data || (excluded.data - 'acme_version' - 'acme_created_at'),
                updated_at = excluded.updated_at""";
    static final String INSERT_EVENT = """
            insert into bench.event_processing (event_type, message_key, details, id, status, contact_version, created_at)
            values (?, ?, cast(? as json), ?, 'pending', 1, now())""";
    private static final String LOCK = "select * from bench.internal_contacts where id = ? for update";
    private static final String UPDATE_INTERNAL = """
            update bench.internal_contacts set first_name = ?, last_name = ?, email = ?, phone = ?, company = ?,
                title = ?, address = cast(? as jsonb), notes = ?, status = ?, tags = cast(? as jsonb),
                custom_fields = cast(? as jsonb), updated_at = now(), version = version + 1
            where id = ?""";
    private static final String UPDATE_ACME = """
            update bench.acme_contacts set data = data || cast(? as jsonb), updated_at = now() where id = ?""";
    private static final String READ = "select * from bench.internal_contacts where id = ?";
    private static final String LIST =
            "select * from bench.internal_contacts order by created_at desc, id desc limit 51";

    private final Contacts contacts;
    private final Templates templates;
    private final Sql sql;

    BareSql(Connection connection, Contacts contacts, Templates templates) throws SQLException {
        this.contacts = contacts;
        this.templates = templates;
        this.sql = new Sql(connection);
        connection.setAutoCommit(false);
    }

    void run(Operation operation) throws SQLException {
        switch (operation) {
            case CREATE -> create();
            case READ -> sql.read(READ, contacts.nextId());
            case PATCH -> patch();
            case LIST -> sql.read(LIST);
        }
        sql.commit();
    }

    private void create() throws SQLException {
        UUID id = UUID.randomUUID();
        String key = "internal:" + id;
        sql.change(INSERT_INTERNAL, templates.internal(Contacts.randomNotes()), "internal", id.toString(), id);
        sql.change(INSERT_ACME, key, templates.acme());
        sql.change(INSERT_EVENT, "contact.created", key, templates.created(), UUID.randomUUID());
    }

    private void patch() throws SQLException {
        UUID id = contacts.nextId();
        String key = "internal:" + id;
        sql.read(LOCK, id);
        sql.change(UPDATE_INTERNAL, templates.internal(Contacts.randomNotes()), id);
        sql.change(UPDATE_ACME, templates.changes(), key);
        sql.change(INSERT_EVENT, "contact.updated", key, templates.updated(), UUID.randomUUID());
    }

    @Override
    public void close() throws SQLException {
        sql.close();
    }
}
