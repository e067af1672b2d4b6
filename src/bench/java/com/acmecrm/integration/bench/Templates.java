package com.acmecrm.integration.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Values that the service has written, so that rows which are written without it have the same sizes.
 *
 * @param contact the writable columns of a contact, {@code notes} among them, in the order of the table
 */
record Templates(List<String> contact, String acme, String changes, String created, String updated) {

    private static final int NOTES = 7;
    private static final String CONTACT = """
            select first_name, last_name, email, phone, company, title, address::text, notes, status, tags::text,
                custom_fields::text
            from internal_contacts order by id limit 1""";
    private static final String ACME = "select data::text from acme_contacts order by id limit 1";
    private static final String CHANGES = """
            select jsonb_build_object('acme_notes', data -> 'acme_notes', 'acme_updated_at', data -> 'acme_updated_at')::text
            from acme_contacts order by id limit 1""";
    private static final String CREATED =
            "select details::text from event_processing where event_type = 'contact.created' limit 1";
    private static final String UPDATED =
            "select details::text from event_processing where event_type = 'contact.updated' limit 1";

    static Templates read(Connection connection) throws SQLException {
        return new Templates(
                row(connection, CONTACT),
                row(connection, ACME).get(0),
                row(connection, CHANGES).get(0),
                row(connection, CREATED).get(0),
                row(connection, UPDATED).get(0));
    }

    /** The writable columns with other notes. */
    List<String> internal(String notes) {
        List<String> values = new ArrayList<>(contact);
        values.set(NOTES, notes);
        return values;
    }

    private static List<String> row(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            List<String> values = new ArrayList<>();
            for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                values.add(found.getString(column));
            }
            return values;
        }
    }
}
