package com.acmecrm.integration.platform;

import com.acmecrm.integration.platform.config.Configuration;
import com.acmecrm.integration.platform.tls.ClientCertificate;
import com.acmecrm.integration.platform.tls.PemFile;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postgresql.PGProperty;
import org.postgresql.ds.common.BaseDataSource;

/**
 * Where PostgreSQL is ({@code acmecrm.database.*}).
 *
 * @param url JDBC address
 * @param sslMode as the driver defines it; the address may have one, too
 * @param authorities location of a PEM file: whose certificates are trusted
 */
record DatabaseConfig(
        String url,
        String username,
        String password,
        Optional<String> sslMode,
        Optional<String> authorities,
        Optional<ClientCertificate> client) {

    static final String SSL_MODE = "acmecrm.database.ssl-mode";
    static final String AUTHORITIES = "acmecrm.database.ca.location";
    static final ClientCertificate.Keys CLIENT = new ClientCertificate.Keys(
            "acmecrm.database.client-certificate.location", "acmecrm.database.client-key.location", Optional.empty());

    private static final int CONNECT_SECONDS = 1;

    /** @throws com.acmecrm.integration.platform.config.FaultyConfigurationException also for any other key */
    static DatabaseConfig read() {
        Configuration.require();
        // By class loader: the server may ask from a thread of its own.
        Config config = ConfigProvider.getConfig(DatabaseConfig.class.getClassLoader());
        return of(key -> config.getOptionalValue(key, String.class));
    }

    static DatabaseConfig of(Function<String, Optional<String>> values) {
        return new DatabaseConfig(
                values.apply("acmecrm.database.url").orElseThrow(),
                values.apply("acmecrm.database.username").orElseThrow(),
                values.apply("acmecrm.database.password").orElse(""),
                values.apply(SSL_MODE),
                values.apply(AUTHORITIES),
                CLIENT.read(values));
    }

    void applyTo(BaseDataSource dataSource) {
        dataSource.setURL(url);
        dataSource.setUser(username);
        dataSource.setPassword(password);
        dataSource.setConnectTimeout(CONNECT_SECONDS);
        // PostgreSQL's detail quotes the row: contact data would stand in the log.
        dataSource.setLogServerErrorDetail(false);
        sslMode.ifPresent(dataSource::setSslMode);
        authorities.map(DatabaseConfig::path).ifPresent(dataSource::setSslRootCert);
        client.ifPresent(files -> authenticate(dataSource, files));
    }

    private static void authenticate(BaseDataSource dataSource, ClientCertificate files) {
        dataSource.setSslCert(path(files.certificate()));
        dataSource.setSslKey(path(files.key()));
        dataSource.setProperty(PGProperty.PEM_KEY_ALGORITHM, files.algorithm());
    }

    private static String path(String location) {
        return new PemFile(location).path().toString();
    }
}
