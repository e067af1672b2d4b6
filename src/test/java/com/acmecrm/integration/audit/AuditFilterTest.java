package com.acmecrm.integration.audit;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AuditFilterTest {

    @Test
    void conditionsShouldStandInTheOrderOfTheirParameters() {
        AuditFilter filter = filter(
                Map.of("until", "2025-05-20T02:00:00+02:00", "userId", "3", "action", "login", "target", "user/3"));

        assertThat(filter.fault()).isEmpty();
        assertThat(filter.conditions())
                .isEqualTo(" and a.action >= ? and a.action < ? and a.target = ? and a.at < ? and a.user_id = ?");
        assertThat(filter.parameters())
                .containsExactly("login.", "login/", "user/3", Instant.parse("2025-05-20T00:00:00Z"), "3");
    }

    @Test
    void actionShouldBeExactWhenItIsWhole() {
        AuditFilter filter = filter(Map.of("action", "login.failed"));

        assertThat(filter.conditions()).isEqualTo(" and a.action = ?");
        assertThat(filter.parameters()).containsExactly("login.failed");
    }

    @ParameterizedTest
    @CsvSource({
        "action, Login",
        "userId, admin",
        "target, user",
        "address, localhost",
        "requestId, a b",
        "since, yesterday",
        "until, +10000-01-01T00:00:00Z"
    })
    void faultShouldNameTheCondition(String name, String value) {
        assertThat(filter(Map.of(name, value)).fault().orElseThrow()).startsWith(name + " must be ");
    }

    private static AuditFilter filter(Map<String, String> values) {
        return new AuditFilter(new TreeMap<>(values));
    }
}
