package com.acmecrm.integration.platform.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The keys of one feature; found as a service ({@code META-INF/services}), because this package knows no feature. */
public interface SettingGroup {

    /** All of them; {@code docs/configuration.md} and a test say the same. */
    List<Setting> settings();

    /**
     * What is wrong beside single values.
     *
     * @param values of keys; never asked for a location that the server reads
     * @return sentences that begin with a key
     */
    default List<String> faults(Function<String, Optional<String>> values) {
        return List.of();
    }
}
