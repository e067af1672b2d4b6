package com.acmecrm.integration.platform.config;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/** Before the server looks at the first bean, and so before it complains of one key by itself. */
public class ConfigurationCheck implements Extension {

    void check(@Observes BeforeBeanDiscovery start) {
        Configuration.require();
    }
}
