package com.acmecrm.integration.platform.config;

import com.acmecrm.integration.platform.text.CodePoints;
import java.util.Optional;

/**
 * A key of the configuration. Its default, if any, stands in {@code microprofile-config.properties}.
 *
 * @param key may hold {@code <name>} for a word that the operator chooses
 * @param required whether there must be a value, its default or another
 * @param secret whether the value must not be shown
 */
public record Setting(String key, boolean required, Form form, boolean secret) {

    private static final int SHOWN = 100;

    public static Setting required(String key, Form form) {
        return new Setting(key, true, form, false);
    }

    public static Setting optional(String key, Form form) {
        return new Setting(key, false, form, false);
    }

    public Setting asSecret() {
        return new Setting(key, required, form, true);
    }

    /** What is wrong, in a sentence that begins with the key. */
    Optional<String> fault(Optional<String> value) {
        if (value.isEmpty()) {
            return required ? Optional.of(sentence("is not set")) : Optional.empty();
        }
        return value.filter(text -> !form.accepts().test(text))
                .map(text -> sentence(secret ? "is something else, which is not shown" : "is: " + shown(text)));
    }

    private String sentence(String present) {
        return key + " must be " + form.expectation() + ", but " + present;
    }

    private static String shown(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}", "?");
        return CodePoints.isAtMost(SHOWN, oneLine) ? oneLine : CodePoints.first(SHOWN, oneLine) + "…";
    }
}
