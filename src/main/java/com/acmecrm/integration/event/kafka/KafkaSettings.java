package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.platform.config.Form;
import com.acmecrm.integration.platform.config.Setting;
import com.acmecrm.integration.platform.config.SettingGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The brokers, the account, and the names of what this service uses there. */
public final class KafkaSettings implements SettingGroup {

    private static final Pattern HOST_AND_PORT = Pattern.compile("([\\w.-]+|\\[[0-9a-fA-F:]+]):\\d{1,5}");
    private static final int MOST_BYTES = 1_000_000_000;
    private static final int MOST_PARTITIONS = 10_000;
    /** With its prefix; Kafka makes folders of these names. */
    private static final int LONGEST_NAME = 249;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]+");
    private static final Form NAME_FORM = new Form(
            "of letters, digits, '.', '_' and '-', %d at most, and not '.' or '..'".formatted(LONGEST_NAME),
            KafkaSettings::isName);

    @Override
    public List<Setting> settings() {
        List<Setting> settings = new ArrayList<>(List.of(
                Setting.required(
                        "acmecrm.kafka.bootstrap-servers",
                        Form.listOf("a list like host:9092, host:9092", HOST_AND_PORT.asMatchPredicate())),
                Setting.required("acmecrm.kafka.max-request-size", Form.whole(1, MOST_BYTES)),
                Setting.optional(KafkaConfig.PREFIX, NAME_FORM),
                Setting.required(KafkaConfig.TOPIC, NAME_FORM),
                Setting.required(KafkaConfig.DEAD_LETTER_TOPIC, NAME_FORM),
                Setting.required(KafkaConfig.GROUP, NAME_FORM),
                Setting.required(KafkaConfig.PARTITIONS, Form.whole(1, MOST_PARTITIONS))));
        settings.addAll(KafkaSecurity.settings());
        return settings;
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches() && text.length() <= LONGEST_NAME && !text.matches("\\.{1,2}");
    }

    @Override
    public List<String> faults(Function<String, Optional<String>> values) {
        return Stream.concat(nameFaults(values), new KafkaSecurity(values).faults().stream())
                .toList();
    }

    private static Stream<String> nameFaults(Function<String, Optional<String>> values) {
        int prefix = values.apply(KafkaConfig.PREFIX).orElse("").length();
        Stream<String> tooLong = Stream.of(KafkaConfig.TOPIC, KafkaConfig.DEAD_LETTER_TOPIC, KafkaConfig.GROUP)
                .filter(key -> prefix + values.apply(key).orElse("").length() > LONGEST_NAME)
                .map(key -> "%s must have %d letters at most with %s".formatted(key, LONGEST_NAME, KafkaConfig.PREFIX));
        // Each dead letter would be the next one's cause.
        boolean isLoop = values.apply(KafkaConfig.TOPIC).equals(values.apply(KafkaConfig.DEAD_LETTER_TOPIC));
        return isLoop
                ? Stream.concat(
                        tooLong,
                        Stream.of("%s must be another topic than %s, but is the same"
                                .formatted(KafkaConfig.DEAD_LETTER_TOPIC, KafkaConfig.TOPIC)))
                : tooLong;
    }
}
