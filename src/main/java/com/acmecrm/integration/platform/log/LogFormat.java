package com.acmecrm.integration.platform.log;

import ch.qos.logback.core.PropertyDefinerBase;

/** Tells {@code logback.xml} which form is configured. */
public final class LogFormat extends PropertyDefinerBase {

    @Override
    public String getPropertyValue() {
        return LogConfig.format();
    }
}
