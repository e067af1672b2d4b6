package com.acmecrm.integration.platform;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConfiguredDataSourceTest {

    private static final String URL = "jdbc:postgresql://one:5432,two:5433/acmecrm?targetServerType=primary";

    /** As Payara does with an annotation that says nothing of it. */
    @Test
    void hostsShouldStayTheConfiguredOnesWhenTheServerSetsItsDefault() {
        ConfiguredDataSource dataSource = new ConfiguredDataSource(config(Map.of()), Duration.ofSeconds(1)) {};

        dataSource.setServerName("localhost");

        assertThat(dataSource.getServerNames()).containsExactly("one", "two");
        assertThat(dataSource.getPortNumbers()).containsExactly(5432, 5433);
        assertThat(dataSource.getTargetServerType()).isEqualTo("primary");
    }

    @Test
    void statementShouldBeEndedByPostgresAfterItsConnectionIsGivenUp() {
        ConfiguredDataSource dataSource = new ConfiguredDataSource(config(Map.of()), Duration.ofMillis(1_400)) {};

        assertThat(dataSource.getOptions()).contains("-c statement_timeout=2400");
    }

    @Test
    void tlsShouldBeTheDriversWhenOurKeysSaySo() {
        ConfiguredDataSource dataSource = new ConfiguredDataSource(
                config(Map.of(
                        "acmecrm.database.ssl-mode", "verify-full",
                        "acmecrm.database.ca.location", "file:///etc/acmecrm/ca.pem")),
                Duration.ofSeconds(1)) {};

        assertThat(dataSource.getSslMode()).isEqualTo("verify-full");
        assertThat(dataSource.getSslRootCert()).isEqualTo("/etc/acmecrm/ca.pem");
    }

    private static DatabaseConfig config(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("acmecrm.database.url", URL);
        settings.put("acmecrm.database.username", "someone");
        return DatabaseConfig.of(key -> Optional.ofNullable(settings.get(key)));
    }
}
