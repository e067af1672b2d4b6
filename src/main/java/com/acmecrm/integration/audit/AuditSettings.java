package com.acmecrm.integration.audit;

import com.acmecrm.integration.platform.config.Form;
import com.acmecrm.integration.platform.config.Setting;
import com.acmecrm.integration.platform.config.SettingGroup;
import java.time.Duration;
import java.util.List;

/** How long the trail is kept. */
public final class AuditSettings implements SettingGroup {

    /** The table itself refuses to lose anything younger. */
    private static final Duration LEAST = Duration.ofDays(30);
    /** Further back, a time before would be none that PostgreSQL has. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    @Override
    public List<Setting> settings() {
        return List.of(Setting.required("acmecrm.audit.retention", Form.duration(LEAST, LONGEST)));
    }
}
