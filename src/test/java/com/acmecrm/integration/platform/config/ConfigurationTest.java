package com.acmecrm.integration.platform.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationTest {

    private static final SettingGroup GROUP = new SettingGroup() {

        @Override
        public List<Setting> settings() {
            return List.of(
                    Setting.required("acmecrm.a.size", Form.whole(1, 9)),
                    Setting.required("acmecrm.b.password", Form.oneOf("x", "y")).asSecret(),
                    Setting.optional("acmecrm.c.more", Form.oneOf("x")),
                    Setting.optional("acmecrm.d.file", Form.OF_ITS_GROUP));
        }

        @Override
        public List<String> faults(Function<String, Optional<String>> values) {
            return List.of("acmecrm.d.file must be another");
        }
    };

    @Test
    void everyFaultShouldBeToldAndNoSecret() {
        assertThat(faults(Map.of("acmecrm.a.size", "1\n0", "acmecrm.b.password", "hunter2", "acmecrm.c.more", "z")))
                .containsExactly(
                        "acmecrm.a.size must be a whole number from 1 to 9, but is: 1?0",
                        "acmecrm.b.password must be x or y, but is something else, which is not shown",
                        "acmecrm.c.more must be x, but is: z",
                        "acmecrm.d.file must be another");
    }

    @Test
    void onlyWhatIsRequiredShouldBeMissed() {
        assertThat(faults(Map.of()))
                .containsExactly(
                        "acmecrm.a.size must be a whole number from 1 to 9, but is not set",
                        "acmecrm.b.password must be x or y, but is not set",
                        "acmecrm.d.file must be another");
    }

    @Test
    void longValueShouldBeCut() {
        assertThat(faults(Map.of("acmecrm.a.size", "1".repeat(1_000))).get(0)).hasSizeLessThan(200);
    }

    private static List<String> faults(Map<String, String> values) {
        return Configuration.faults(List.of(GROUP), key -> Optional.ofNullable(values.get(key)), Map.of());
    }
}
