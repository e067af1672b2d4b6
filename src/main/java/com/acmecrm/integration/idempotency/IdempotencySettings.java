package com.acmecrm.integration.idempotency;

import com.acmecrm.integration.platform.config.Form;
import com.acmecrm.integration.platform.config.Setting;
import com.acmecrm.integration.platform.config.SettingGroup;
import java.time.Duration;
import java.util.List;

/** How long answers are kept. */
public final class IdempotencySettings implements SettingGroup {

    @Override
    public List<Setting> settings() {
        return List.of(Setting.required(
                "acmecrm.idempotency.retention", Form.duration(Duration.ofMinutes(1), Duration.ofDays(365))));
    }
}
