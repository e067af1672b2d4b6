package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.config.Form;
import com.acmecrm.integration.platform.config.Setting;
import com.acmecrm.integration.platform.config.SettingGroup;
import java.time.Duration;
import java.util.List;

/** The relay, the consumer, and who looks on. */
public final class EventSettings implements SettingGroup {

    private static final Duration MOMENT = Duration.ofMillis(1);
    /** A transaction marks them all. */
    private static final int MOST_AT_ONCE = 10_000;

    private static final int MOST_ATTEMPTS = 1_000;
    private static final Duration LONGEST_RETRY_DELAY = Duration.ofMinutes(5);
    /** Each has a thread. */
    private static final int MOST_WATCHERS = 2_000;
    /** Further back, a time before would be none that PostgreSQL has. */
    private static final Duration LONGEST_RETENTION = Duration.ofDays(36_500);

    private static final Duration LONGEST_WAIT = Duration.ofDays(30);

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.required("acmecrm.events.relay.batch-size", Form.whole(1, MOST_AT_ONCE)),
                Setting.required("acmecrm.events.processing.attempts", Form.whole(1, MOST_ATTEMPTS)),
                Setting.required("acmecrm.events.processing.retry-delay", Form.duration(MOMENT, LONGEST_RETRY_DELAY)),
                Setting.required("acmecrm.events.retry-rate", Form.whole(1, MOST_AT_ONCE)),
                Setting.required("acmecrm.events.retention", Form.duration(Duration.ZERO, LONGEST_RETENTION)),
                Setting.required("acmecrm.events.stream.watchers", Form.whole(1, MOST_WATCHERS)),
                Setting.required("acmecrm.events.degraded-after", Form.duration(MOMENT, LONGEST_WAIT)));
    }
}
