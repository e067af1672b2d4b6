package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.ScanDatabase;
import com.acmecrm.integration.platform.config.Form;
import com.acmecrm.integration.platform.config.Setting;
import com.acmecrm.integration.platform.config.SettingGroup;
import java.time.Duration;
import java.util.List;

/** Batches, and the check for contacts whose formats differ. */
public final class ContactSettings implements SettingGroup {

    private static final int MOST_BATCHES = 64;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(30);

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.required("acmecrm.batch.at-once", Form.whole(1, MOST_BATCHES)),
                Setting.required("acmecrm.drift.interval", Form.duration(SECOND, LONGEST_INTERVAL)),
                Setting.required("acmecrm.drift.timeout", Form.duration(SECOND, ScanDatabase.LONGEST)));
    }
}
