package com.acmecrm.integration.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Contacts straight into the tables: as many in minutes as the API takes in hours. */
record Seed(int contacts) {

    private static final String INDEXES = """
            select indexdef, 'drop index ' || indexname from pg_indexes
            where tablename = 'internal_contacts' and indexname like '%_idx'""";

    /** One a minute into the past; changed in another order than created; some values frequent, some rare. */
    private static final String INTERNAL = """
            insert into internal_contacts
            select gen_random_uuid(), 'First' || n % 5000, 'Last' || (n * 7919::bigint) % 200000,
                'person' || n || '@example' || n % 1000 || '.com', '',
                case when n % 10 = 0 then '' else 'Company ' || (n * 31::bigint) % 20000 end, '', '{}', '',
                case when n % 100 = 0 then 'archived' when n % 20 = 0 then 'inactive' else 'active' end,
                case when n % 4 = 0 then jsonb_build_array('tag' || n % 500, 'common') else '[]' end, '{}',
                case when n % 3 = 0 then 'acmecrm' when n % 1000 = 1 then 'rare' else 'internal' end, 'seed-' || n,
                now() - n * interval '1 minute', now() - (n * 104729::bigint) % 1000000 * interval '1 minute', 1
            from generate_series(1, ?) as n""";

    private static final String ACME = """
            insert into acme_contacts
            select case source when 'acmecrm' then source_id else source || ':' || source_id end,
                jsonb_build_object('acme_first_name', first_name, 'acme_last_name', last_name, 'acme_email', email),
                created_at, updated_at, 1
            from internal_contacts where source_id like 'seed-%'""";

    void into(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(INTERNAL)) {
            connection.setAutoCommit(false);
            statement.execute("set local maintenance_work_mem = '256MB'");
            List<String> indexes = drop(statement);
            insert.setInt(1, contacts);
            insert.execute();
            statement.execute(ACME);
            for (String index : indexes) {
                statement.execute(index);
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("vacuum analyze internal_contacts, acme_contacts");
        }
    }

    /** To be built over all rows at once, which takes a tenth of the time. */
    private static List<String> drop(Statement statement) throws SQLException {
        List<String> create = new ArrayList<>();
        List<String> drop = new ArrayList<>();
        try (ResultSet index = statement.executeQuery(INDEXES)) {
            while (index.next()) {
                create.add(index.getString(1));
                drop.add(index.getString(2));
            }
        }
        for (String each : drop) {
            statement.execute(each);
        }
        return create;
    }
}
