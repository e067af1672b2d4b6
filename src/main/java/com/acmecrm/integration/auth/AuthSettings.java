package com.acmecrm.integration.auth;

import com.acmecrm.integration.auth.token.TokenKeyFiles;
import com.acmecrm.integration.platform.config.Form;
import com.acmecrm.integration.platform.config.Setting;
import com.acmecrm.integration.platform.config.SettingGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Tokens, the first administrator, passwords, and how many guesses are allowed. */
public final class AuthSettings implements SettingGroup {

    private static final Duration SECOND = Duration.ofSeconds(1);
    /** Longer, and others could lock a person out. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    private static final Duration YEAR = Duration.ofDays(365);
    private static final int MOST_FAILURES = 1_000_000;
    private static final int LEAST_MEMORY_KIB = 64;
    private static final int MOST_MEMORY_KIB = 1024 * 1024;
    private static final int MOST_PASSES = 100;

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.optional("acmecrm.auth.private-key.location", Form.OF_ITS_GROUP),
                Setting.optional("mp.jwt.verify.publickey.location", Form.OF_ITS_GROUP),
                Setting.optional("acmecrm.auth.additional-public-keys", Form.OF_ITS_GROUP),
                Setting.required("mp.jwt.verify.issuer", Form.text()),
                Setting.required("acmecrm.auth.token-lifetime", Form.duration(SECOND, YEAR)),
                Setting.optional("acmecrm.auth.admin.username", Form.text()),
                Setting.optional("acmecrm.auth.admin.password", Form.text()).asSecret(),
                Setting.required("acmecrm.auth.password.memory-kib", Form.whole(LEAST_MEMORY_KIB, MOST_MEMORY_KIB)),
                Setting.required("acmecrm.auth.password.passes", Form.whole(1, MOST_PASSES)),
                Setting.required("acmecrm.auth.lock.failures", Form.whole(1, MOST_FAILURES)),
                Setting.required("acmecrm.auth.lock.duration", Form.duration(SECOND, YEAR)),
                Setting.required("acmecrm.auth.delay.failures", Form.whole(1, MOST_FAILURES)),
                Setting.required("acmecrm.auth.delay.longest", Form.duration(SECOND, LONGEST_DELAY)),
                Setting.required("acmecrm.auth.delay.known-for", Form.duration(SECOND, YEAR)));
    }

    @Override
    public List<String> faults(Function<String, Optional<String>> values) {
        return TokenKeyFiles.faults(values);
    }
}
