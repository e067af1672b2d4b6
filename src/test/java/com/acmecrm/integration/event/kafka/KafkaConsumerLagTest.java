package com.acmecrm.integration.event.kafka;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaConsumerLagTest {

    private static final TopicPartition FIRST = new TopicPartition("contacts", 0);
    private static final TopicPartition SECOND = new TopicPartition("contacts", 1);

    private final KafkaConsumerLag.Bounds bounds =
            new KafkaConsumerLag.Bounds(Map.of(FIRST, 10L, SECOND, 0L), Map.of(FIRST, 15L, SECOND, 7L));

    @Test
    void lagShouldBeWhatLiesBehindTheCommits() {
        assertThat(bounds.lag(Map.of(FIRST, 12L, SECOND, 7L))).isEqualTo(3);
    }

    @Test
    void partitionWithoutACommitShouldCountFromItsBeginning() {
        assertThat(bounds.lag(Map.of(SECOND, 6L))).isEqualTo(6);
    }

    @Test
    void messagesThatKafkaHasDeletedShouldNotCount() {
        assertThat(bounds.lag(Map.of(FIRST, 2L, SECOND, 7L))).isEqualTo(5);
    }

    @Test
    void commitThatIsNewerThanTheEndShouldNotCount() {
        assertThat(bounds.lag(Map.of(FIRST, 20L, SECOND, 9L))).isZero();
    }
}
