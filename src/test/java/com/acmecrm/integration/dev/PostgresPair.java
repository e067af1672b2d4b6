package com.acmecrm.integration.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A primary and a standby that has every commit before its client is told of it. */
public final class PostgresPair implements AutoCloseable {

    private static final String STANDBY = "standby";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int primaryPort = Ports.free();
    private final int standbyPort = Ports.free();
    private EmbeddedPostgresServer primary;
    private EmbeddedPostgresServer standby;

    private PostgresPair() {}

    /** @param home an empty folder */
    public static PostgresPair start(Path home) {
        PostgresPair pair = new PostgresPair();
        Path data = home.resolve("primary");
        pair.primary = EmbeddedPostgresServer.start(data, pair.primaryPort);
        pair.primary.close(); // a copy of a server that was stopped is a base backup
        pair.makeStandby(data, home.resolve(STANDBY));
        pair.primary = EmbeddedPostgresServer.start(data, pair.primaryPort);
        pair.standby = EmbeddedPostgresServer.start(home.resolve(STANDBY), pair.standbyPort);
        pair.commitOnBoth();
        return pair;
    }

    private void makeStandby(Path data, Path copy) {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(data.relativize(file).toString()));
            }
            // PostgreSQL refuses a folder that others may read.
            Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(data));
            Files.createFile(copy.resolve("standby.signal"));
            Files.writeString(
                    copy.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=127.0.0.1 port=%d user=%s application_name=%s'%n"
                            .formatted(primaryPort, EmbeddedPostgresServer.USER, STANDBY),
                    StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new DevException("The standby cannot be made from " + data + ".", failure);
        }
    }

    private void commitOnBoth() {
        try {
            execute(primaryPort, "alter system set synchronous_standby_names = '%s'".formatted(STANDBY));
            execute(primaryPort, "select pg_reload_conf()");
        } catch (SQLException failure) {
            throw new DevException("The standby is not taken.", failure);
        }
        Awaitility.await("the standby follows")
                .atMost(PATIENCE)
                .until(() -> is(primaryPort, "exists (select from pg_stat_replication where sync_state = 'sync')"));
    }

    /** With both hosts: the driver looks for the primary. */
    public Map<String, String> settings() {
        return Map.of(
                "acmecrm.database.url",
                "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/%s?targetServerType=primary"
                        .formatted(primaryPort, standbyPort, EmbeddedPostgresServer.DATABASE),
                "acmecrm.database.username",
                EmbeddedPostgresServer.USER,
                "acmecrm.database.password",
                "postgres");
    }

    /** Ends all connections of the service, as a proxy or an administrator does. */
    public void cutConnections() throws SQLException {
        execute(
                primaryPort,
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'acmecrm%'");
    }

    /** Whether the primary can only be read from now on, as while something takes over. */
    public void setReadOnly(boolean on) throws SQLException {
        execute(primaryPort, "alter system set default_transaction_read_only = " + (on ? "on" : "off"));
        execute(primaryPort, "select pg_reload_conf()");
    }

    /** Kills the primary and makes the standby one. */
    public void failOver() throws SQLException {
        Signals.kill(primary.process());
        execute(standbyPort, "select pg_promote()");
    }

    private static boolean is(int port, String condition) throws SQLException {
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + condition)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void execute(int port, String sql) throws SQLException {
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(int port) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, EmbeddedPostgresServer.DATABASE),
                EmbeddedPostgresServer.USER,
                "postgres");
    }

    @Override
    public void close() {
        standby.close();
        primary.close();
    }
}
