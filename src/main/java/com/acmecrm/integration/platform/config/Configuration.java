package com.acmecrm.integration.platform.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that is configured, checked at once. Who reads a key before the container's beans do must call {@link #require}
 * first: on one server that is persistence, on the other CDI.
 */
public final class Configuration {

    private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);

    private static List<String> faults;

    private Configuration() {}

    /** @throws FaultyConfigurationException naming every fault; the log then has one line for each */
    public static synchronized void require() {
        if (faults == null) {
            faults = find();
            faults.forEach(LOG::error);
        }
        if (!faults.isEmpty()) {
            throw new FaultyConfigurationException(faults);
        }
    }

    /** Of every feature. */
    public static List<SettingGroup> groups() {
        return ServiceLoader.load(SettingGroup.class, Configuration.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private static List<String> find() {
        // By class loader: the server may ask from a thread of its own.
        Config config = ConfigProvider.getConfig(Configuration.class.getClassLoader());
        return faults(groups(), key -> config.getOptionalValue(key, String.class), System.getenv());
    }

    static List<String> faults(
            List<SettingGroup> groups, Function<String, Optional<String>> values, Map<String, String> environment) {
        List<Setting> settings =
                groups.stream().flatMap(group -> group.settings().stream()).toList();
        return Stream.of(
                        new SecretFiles(environment).faults(settings).stream(),
                        settings.stream()
                                .filter(setting -> setting.form() != Form.OF_ITS_GROUP)
                                .flatMap(setting -> setting.fault(values.apply(setting.key())).stream()),
                        groups.stream().flatMap(group -> group.faults(values).stream()))
                .flatMap(Function.identity())
                .sorted()
                .toList();
    }
}
