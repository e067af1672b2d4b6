package com.acmecrm.integration.dev;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/** A real PostgreSQL on the loopback interface. */
final class EmbeddedPostgresServer implements Running {

    static final String USER = "postgres";
    static final String DATABASE = "acmecrm";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EmbeddedPostgres postgres;
    private final Path data;

    private EmbeddedPostgresServer(EmbeddedPostgres postgres, Path data) {
        this.postgres = postgres;
        this.data = data;
    }

    static Map<String, String> settings(int port) {
        return Map.of(
                "acmecrm.database.url",
                "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE,
                "acmecrm.database.username",
                USER,
                "acmecrm.database.password",
                "postgres");
    }

    /** With every commit on disk, as in production, so that what is seen here is what will be seen there. */
    static EmbeddedPostgresServer start(Path data, int port) {
        // Binaries are unpacked once for each user: another user's folder could not be written.
        System.setProperty(
                "ot.epg.working-dir",
                System.getProperty("java.io.tmpdir") + "/acmecrm-postgres-" + System.getProperty("user.name"));
        Orphan.end(data.resolve("postmaster.pid"), "postgres");
        Incomplete.removeIfIncomplete(data);
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setPGStartupWait(PATIENCE)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    // For the benchmark, which asks when a transaction has committed.
                    .setServerConfig("track_commit_timestamp", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    // The same letters and the same order on every machine.
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("locale", "C")
                    .start();
            createDatabase(postgres);
            Incomplete.markComplete(data);
            return new EmbeddedPostgresServer(postgres, data);
        } catch (IOException | SQLException | RuntimeException failure) {
            throw new DevException(
                    "PostgreSQL does not start on %s; if its data is not needed, delete that folder and start again (%s)."
                            .formatted(data, failure.getMessage()),
                    failure);
        }
    }

    private static void createDatabase(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("create database " + DATABASE);
            }
        }
    }

    @Override
    public ProcessHandle process() {
        return PidFile.read(data.resolve("postmaster.pid")).orElseThrow();
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A folder whose first initialization was cut off holds nothing of value and would never start. */
    private static final class Incomplete {

        private static final String MARK = "acmecrm-complete";

        static void removeIfIncomplete(Path data) {
            if (Files.exists(data) && !Files.exists(data.resolve(MARK))) {
                Folders.delete(data);
            }
        }

        static void markComplete(Path data) throws IOException {
            Path mark = data.resolve(MARK);
            if (!Files.exists(mark)) {
                Files.createFile(mark);
            }
        }
    }
}
