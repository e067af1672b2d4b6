package com.acmecrm.integration.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** PostgreSQL as {@code psql} sees it. */
public final class Database {

    private Database() {}

    public static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                Environment.setting("acmecrm.database.url"),
                Environment.setting("acmecrm.database.username"),
                Environment.setting("acmecrm.database.password"));
    }

    /** All rows, each column as text. */
    public static List<Map<String, String>> rows(String sql, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet found = statement.executeQuery()) {
            List<Map<String, String>> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(row(found));
            }
            return rows;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static int change(String sql, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < parameters.length; index++) {
            statement.setObject(index + 1, parameters[index]);
        }
        return statement;
    }

    private static Map<String, String> row(ResultSet found) throws SQLException {
        Map<String, String> row = new LinkedHashMap<>();
        for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
            row.put(found.getMetaData().getColumnLabel(column), found.getString(column));
        }
        return row;
    }
}
