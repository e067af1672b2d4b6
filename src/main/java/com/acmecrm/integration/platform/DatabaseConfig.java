package com.acmecrm.integration.platform;

import com.acmecrm.integration.platform.config.Configuration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postgresql.ds.common.BaseDataSource;

/**
 * Where PostgreSQL is ({@code acmecrm.database.*}).
 *
 * @param url JDBC address
 */
record DatabaseConfig(String url, String username, String password) {

    private static final int CONNECT_SECONDS = 1;

    /** @throws com.acmecrm.integration.platform.config.FaultyConfigurationException also for any other key */
    static DatabaseConfig read() {
        Configuration.require();
        // By class loader: the server may ask from a thread of its own.
        Config config = ConfigProvider.getConfig(DatabaseConfig.class.getClassLoader());
        return new DatabaseConfig(
                config.getValue("acmecrm.database.url", String.class),
                config.getValue("acmecrm.database.username", String.class),
                config.getOptionalValue("acmecrm.database.password", String.class)
                        .orElse(""));
    }

    void applyTo(BaseDataSource dataSource) {
        dataSource.setURL(url);
        dataSource.setUser(username);
        dataSource.setPassword(password);
        dataSource.setConnectTimeout(CONNECT_SECONDS);
        // PostgreSQL's detail quotes the row: contact data would stand in the log.
        dataSource.setLogServerErrorDetail(false);
    }
}
