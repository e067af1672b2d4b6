package com.acmecrm.integration.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** SQL past the entities, in the caller's transaction: whole batches in one statement, and lists by filters. */
public abstract class SqlDatabase {

    abstract DataSource dataSource();

    /**
     * Reads rows.
     *
     * @param parameters what JDBC takes, and {@link Instant}s and {@link Values}
     * @throws DatabaseException if PostgreSQL refuses or does not answer
     */
    public <T> List<T> query(String sql, RowMapper<T> mapper, Object... parameters) {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet found = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(mapper.map(found));
            }
            return rows;
        } catch (SQLException failure) {
            throw new DatabaseException(failure);
        }
    }

    /**
     * Changes rows.
     *
     * @return how many
     * @throws DatabaseException if PostgreSQL refuses or does not answer
     */
    public int update(String sql, Object... parameters) {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw new DatabaseException(failure);
        }
    }

    /**
     * Changes rows by several statements in their order, in one round trip: the driver sends them together. What comes
     * behind one that fails is not carried out.
     *
     * @throws DatabaseException if PostgreSQL refuses one of them or does not answer
     */
    public void updateAll(List<Change> changes) {
        String sql = changes.stream().map(Change::sql).collect(Collectors.joining(";\n"));
        Object[] parameters = changes.stream()
                .flatMap(change -> Stream.of(change.parameters()))
                .toArray();
        update(sql, parameters);
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < parameters.length; index++) {
            statement.setObject(index + 1, value(connection, parameters[index]));
        }
        return statement;
    }

    private static Object value(Connection connection, Object parameter) throws SQLException {
        if (parameter instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (parameter instanceof Values values) {
            return connection.createArrayOf(values.type(), values.elements());
        }
        return parameter;
    }

    /**
     * A statement that changes rows, to be sent together with others.
     *
     * @param sql without a semicolon
     * @param parameters as of {@link #update}
     */
    public record Change(String sql, Object... parameters) {}

    /** Reads one row. */
    public interface RowMapper<T> {

        /** @param row stands on the row and is not moved */
        T map(ResultSet row) throws SQLException;
    }

    /**
     * One parameter for many rows, to be unnested.
     *
     * @param type of PostgreSQL: {@code uuid}, {@code int8}
     */
    public record Values(String type, Object[] elements) {

        /** One value of each. */
        public static <T> Values of(String type, List<T> rows, Function<T, ?> value) {
            return new Values(type, rows.stream().map(value).toArray());
        }
    }
}
