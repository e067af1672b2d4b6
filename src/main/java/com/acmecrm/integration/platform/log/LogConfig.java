package com.acmecrm.integration.platform.log;

import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * {@code acmecrm.log.*}, read when the first line is to be written; that may be before the configuration is checked, so
 * that nothing is refused here.
 */
final class LogConfig {

    static final String TEXT = "text";
    static final String JSON = "json";

    private LogConfig() {}

    static String format() {
        return value("acmecrm.log.format").filter(TEXT::equals).orElse(JSON);
    }

    /** Empty where lines go to the standard output. */
    static Optional<String> path() {
        return value("acmecrm.log.path");
    }

    private static Optional<String> value(String key) {
        try {
            return ConfigProvider.getConfig(LogConfig.class.getClassLoader()).getOptionalValue(key, String.class);
        } catch (IllegalStateException none) {
            return Optional.empty(); // outside a server
        }
    }
}
