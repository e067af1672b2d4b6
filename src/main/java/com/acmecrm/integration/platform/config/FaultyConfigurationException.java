package com.acmecrm.integration.platform.config;

import java.util.List;

/** With this configuration the service does not start. The message has every fault, in one line. */
public final class FaultyConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FaultyConfigurationException(List<String> faults) {
        super("The configuration has %d fault(s): %s".formatted(faults.size(), String.join("; ", faults)));
    }
}
