package com.acmecrm.integration.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A PostgreSQL that lets the service in by TLS, its certificate and its password only, on a schema of another's. */
final class SecuredPostgres implements AutoCloseable {

    static final String USER = "acmecrm";
    static final String PASSWORD = "post gres/secret";

    private final int port = Ports.free();
    private final CertificateAuthority authority;
    private EmbeddedPostgresServer server;

    private SecuredPostgres(CertificateAuthority authority) {
        this.authority = authority;
    }

    static SecuredPostgres start(Path home, CertificateAuthority authority) {
        SecuredPostgres postgres = new SecuredPostgres(authority);
        postgres.server = EmbeddedPostgresServer.start(home, postgres.port);
        try {
            postgres.grant();
            postgres.encrypt(authority.issue("postgres", "RSA"));
            Files.writeString(home.resolve("pg_hba.conf"), """
                    host     all      postgres  127.0.0.1/32  trust
                    hostssl  acmecrm  acmecrm   127.0.0.1/32  scram-sha-256  clientcert=verify-full
                    """);
            postgres.execute("select pg_reload_conf()");
        } catch (SQLException | IOException failure) {
            throw new DevException("PostgreSQL cannot be secured.", failure);
        }
        return postgres;
    }

    /** docs/operate.md, "Connect to PostgreSQL with TLS"; nothing that everybody has by default. */
    private void grant() throws SQLException {
        execute("create role acmecrm login password '" + PASSWORD + "'");
        execute("revoke all on database acmecrm from public");
        execute("revoke all on schema public from public");
        execute("create extension pg_trgm");
        execute("grant connect on database acmecrm to acmecrm");
        execute("grant usage, create on schema public to acmecrm");
    }

    private void encrypt(CertificateAuthority.Issued certificate) throws SQLException {
        execute("alter system set ssl = on");
        execute("alter system set ssl_cert_file = '" + certificate.certificate() + "'");
        execute("alter system set ssl_key_file = '" + certificate.key() + "'");
        execute("alter system set ssl_ca_file = '" + authority.certificate() + "'");
    }

    /** For the service: all but the password. */
    Map<String, String> settings(CertificateAuthority.Issued client) {
        return Map.of(
                "acmecrm.database.url",
                "jdbc:postgresql://127.0.0.1:" + port + "/" + EmbeddedPostgresServer.DATABASE,
                "acmecrm.database.username",
                USER,
                "acmecrm.database.ssl-mode",
                "verify-full",
                "acmecrm.database.ca.location",
                authority.certificate().toString(),
                "acmecrm.database.client-certificate.location",
                client.certificate().toString(),
                "acmecrm.database.client-key.location",
                client.key().toString());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable".formatted(port, EmbeddedPostgresServer.DATABASE),
                EmbeddedPostgresServer.USER,
                "postgres");
    }

    @Override
    public void close() {
        server.close();
    }
}
