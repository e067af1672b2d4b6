package com.acmecrm.integration.platform;

import com.acmecrm.integration.platform.config.Configuration;
import com.acmecrm.integration.platform.tls.ClientCertificate;
import com.acmecrm.integration.platform.tls.PemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private static final Set<PosixFilePermission> OF_THE_OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

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

    /** What is wrong with several keys together, or with a file that the driver would refuse. */
    static List<String> faults(Function<String, Optional<String>> values) {
        List<String> faults = CLIENT.faults(values);
        return faults.isEmpty()
                ? CLIENT
                        .read(values)
                        .filter(files -> isOpenToOthers(new PemFile(files.key()).path()))
                        .map(files -> "%s must be readable by its owner only, as the driver demands: chmod 600 %s"
                                .formatted(CLIENT.key(), files.key()))
                        .stream()
                        .toList()
                : faults;
    }

    /** Each connection would fail as if PostgreSQL were not there. A group may read what root owns. */
    private static boolean isOpenToOthers(Path key) {
        try {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(key));
            permissions.removeAll(OF_THE_OWNER);
            if ("root".equals(Files.getOwner(key).getName())) {
                permissions.remove(PosixFilePermission.GROUP_READ);
            }
            return !permissions.isEmpty();
        } catch (IOException | UnsupportedOperationException notPosix) {
            return false;
        }
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
