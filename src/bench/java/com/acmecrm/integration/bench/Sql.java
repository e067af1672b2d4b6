package com.acmecrm.integration.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prepared statements of one connection, each prepared once. */
final class Sql implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** @param values of the parameters; a list stands for all its elements */
    void change(String statement, Object... values) throws SQLException {
        if (bind(statement, values).executeUpdate() != 1) {
            throw new VoidRunException("Not one row was changed by: " + statement);
        }
    }

    /** Takes every value of every row. */
    void read(String statement, Object... values) throws SQLException {
        try (ResultSet rows = bind(statement, values).executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            int found = 0;
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getObject(column);
                }
                found++;
            }
            if (found == 0) {
                throw new VoidRunException("Nothing was found by: " + statement);
            }
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    private PreparedStatement bind(String statement, Object... values) throws SQLException {
        PreparedStatement ready = prepared.get(statement);
        if (ready == null) {
            ready = connection.prepareStatement(statement);
            prepared.put(statement, ready);
        }
        bind(ready, values);
        return ready;
    }

    /** @param values of the parameters; a list stands for all its elements */
    static void bind(PreparedStatement statement, Object... values) throws SQLException {
        int index = 0;
        for (Object value : values) {
            for (Object single : value instanceof List<?> list ? list : List.of(value)) {
                statement.setObject(++index, single);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
