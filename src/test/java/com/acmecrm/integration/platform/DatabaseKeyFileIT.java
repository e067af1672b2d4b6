package com.acmecrm.integration.platform;

import com.acmecrm.integration.dev.CertificateAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** PostgreSQL's driver refuses a key that others may read, by an error that looks like an outage; no server. */
@Tag("one-server")
class DatabaseKeyFileIT {

    @TempDir
    private Path folder;

    @Test
    void keyThatOthersMayReadShouldBeAFault() throws Exception {
        CertificateAuthority.Issued client = CertificateAuthority.make(folder).issue("acmecrm", "RSA");

        assertThat(faults(client)).isEmpty();

        Files.setPosixFilePermissions(client.key(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(faults(client))
                .containsExactly("acmecrm.database.client-key.location must be readable by its owner only,"
                        + " as the driver demands: chmod 600 " + client.key());
    }

    private static List<String> faults(CertificateAuthority.Issued client) {
        Map<String, String> settings = Map.of(
                "acmecrm.database.client-certificate.location",
                        client.certificate().toString(),
                "acmecrm.database.client-key.location", client.key().toString());
        return DatabaseConfig.faults(key -> Optional.ofNullable(settings.get(key)));
    }
}
