package com.acmecrm.integration.platform;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConfiguredDataSourceTest {

    private static final String URL = "jdbc:postgresql://one:5432,two:5433/acmecrm?targetServerType=primary";

    /** As Payara does with an annotation that says nothing of it. */
    @Test
    void hostsShouldStayTheConfiguredOnesWhenTheServerSetsItsDefault() {
        ConfiguredDataSource dataSource =
                new ConfiguredDataSource(new DatabaseConfig(URL, "someone", "secret"), Duration.ofSeconds(1)) {};

        dataSource.setServerName("localhost");

        assertThat(dataSource.getServerNames()).containsExactly("one", "two");
        assertThat(dataSource.getPortNumbers()).containsExactly(5432, 5433);
        assertThat(dataSource.getTargetServerType()).isEqualTo("primary");
    }

    @Test
    void statementShouldBeEndedByPostgresAfterItsConnectionIsGivenUp() {
        ConfiguredDataSource dataSource =
                new ConfiguredDataSource(new DatabaseConfig(URL, "someone", "secret"), Duration.ofMillis(1_400)) {};

        assertThat(dataSource.getOptions()).contains("-c statement_timeout=2400");
    }
}
