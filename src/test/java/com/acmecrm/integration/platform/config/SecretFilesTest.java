package com.acmecrm.integration.platform.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SecretFilesTest {

    private static final List<Setting> SETTINGS = List.of(Setting.optional("acmecrm.batch.at-once", Form.text()));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"se cret", "se cret\n", "se cret\r\n"})
    void valueShouldBeTheFilesWithoutItsLastNewline(String content) throws IOException {
        assertThat(files(Map.of("ACMECRM_BATCH_AT_ONCE_FILE", file(content))).getValue("acmecrm.batch.at-once"))
                .isEqualTo("se cret");
    }

    @Test
    void onlyOneNewlineShouldBeCutOff() throws IOException {
        assertThat(files(Map.of("ACMECRM_BATCH_AT_ONCE_FILE", file("two\n\n"))).getValue("acmecrm.batch.at-once"))
                .isEqualTo("two\n");
    }

    @Test
    void keysOfOthersShouldBeLeftToThem() throws IOException {
        SecretFiles files = files(Map.of("MP_JWT_VERIFY_ISSUER_FILE", file("me"), "HOME_FILE", file("me")));

        assertThat(files.getValue("mp.jwt.verify.issuer")).isNull();
        assertThat(files.getValue("home")).isNull();
    }

    @Test
    void missingFileShouldBeAFaultAndNoValue() {
        SecretFiles files = files(Map.of("ACMECRM_BATCH_AT_ONCE_FILE", "/nowhere"));

        assertThat(files.getValue("acmecrm.batch.at-once")).isNull();
        assertThat(files.faults(SETTINGS))
                .containsExactly("acmecrm.batch.at-once must be in the file that ACMECRM_BATCH_AT_ONCE_FILE names,"
                        + " but /nowhere cannot be read");
    }

    @Test
    void variableAndFileTogetherShouldBeAFault() throws IOException {
        SecretFiles files = files(Map.of("ACMECRM_BATCH_AT_ONCE_FILE", file("4"), "ACMECRM_BATCH_AT_ONCE", "4"));

        assertThat(files.faults(SETTINGS))
                .containsExactly("acmecrm.batch.at-once must be set once,"
                        + " but both ACMECRM_BATCH_AT_ONCE and ACMECRM_BATCH_AT_ONCE_FILE are set");
    }

    @Test
    void goodFileShouldBeNoFault() throws IOException {
        assertThat(files(Map.of("ACMECRM_BATCH_AT_ONCE_FILE", file("4"))).faults(SETTINGS))
                .isEmpty();
    }

    private static SecretFiles files(Map<String, String> environment) {
        return new SecretFiles(environment);
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("value"), content).toString();
    }
}
