package com.acmecrm.integration.ratelimit;

import com.acmecrm.integration.platform.config.Form;
import com.acmecrm.integration.platform.config.Setting;
import com.acmecrm.integration.platform.config.SettingGroup;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The policies, whose names the operator chooses: {@link PolicySettings} reads them. */
public final class RateLimitSettings implements SettingGroup {

    @Override
    public List<Setting> settings() {
        return Stream.of(
                        "api.requests",
                        "api.window",
                        "login.requests",
                        "login.window",
                        "policies",
                        "<name>.endpoints",
                        "<name>.requests",
                        "<name>.window",
                        "<name>.roles",
                        "<name>.mode",
                        "mode",
                        "ipv6-prefix")
                .map(key -> Setting.optional(PolicySettings.PREFIX + key, Form.OF_ITS_GROUP))
                .toList();
    }

    @Override
    public List<String> faults(Function<String, Optional<String>> values) {
        return new PolicySettings(values).faults();
    }
}
