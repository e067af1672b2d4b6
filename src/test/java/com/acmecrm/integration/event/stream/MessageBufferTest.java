package com.acmecrm.integration.event.stream;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MessageBufferTest {

    private static final Instant BEGIN = Instant.parse("2026-11-28T12:00:00Z");

    private final MessageBuffer buffer = new MessageBuffer(100_000);

    @Test
    void messagesShouldBeReadInTheirOrderFromAnyPosition() {
        buffer.begin(BEGIN);
        buffer.append(changes(0, 2));
        long position = buffer.end();
        buffer.append(changes(2, 3));

        assertThat(readFrom(position)).containsExactly(2L);
        assertThat(readFrom(buffer.positionOf(at(2)))).containsExactly(2L);
        assertThat(readFrom(buffer.positionOf(at(0)))).containsExactly(0L, 1L, 2L);
        assertThat(readFrom(buffer.positionOf(at(9)))).isEmpty();
        assertThat(buffer.covers(at(0))).isTrue();
        assertThat(buffer.covers(at(-1))).isFalse();
    }

    @Test
    void slowReaderShouldGetAGapForWhatWasDropped() {
        buffer.begin(BEGIN);
        long position = buffer.end();
        for (int change = 0; change < 1_000; change++) {
            buffer.append(changes(change, change + 1));
        }

        List<Long> read = readFrom(position);

        assertThat(buffer.bytes()).isBetween(90_000L, 100_000L);
        assertThat(read.get(0)).as("the gap").isEqualTo(-1);
        assertThat(read.subList(1, read.size()))
                .isEqualTo(LongStream.range(1_001 - read.size(), 1_000).boxed().toList());
        assertThat(buffer.covers(at(1_001 - read.size()))).isTrue();
        assertThat(buffer.covers(at(999 - read.size()))).isFalse();
    }

    @Test
    void olderChangesShouldComeFirstAndLeavePositionsAlone() {
        buffer.begin(at(10));
        buffer.append(changes(10, 12));
        long position = buffer.end();
        buffer.append(changes(12, 13));

        assertThat(buffer.prepend(changes(5, 10), at(5))).isTrue();
        assertThat(buffer.prepend(changes(0, 5), at(0))).isTrue();

        assertThat(readFrom(position)).containsExactly(12L);
        assertThat(readFrom(buffer.positionOf(at(0))))
                .isEqualTo(LongStream.range(0, 13).boxed().toList());
    }

    /** Else a watcher would take what was read again for what it has not been sent yet. */
    @Test
    void positionOfWhatWasDroppedShouldStayAGapWhenOlderChangesAreReadAgain() {
        buffer.begin(BEGIN);
        long position = buffer.end();
        for (int change = 0; change < 1_000; change++) {
            buffer.append(changes(change, change + 1));
        }
        MessageBuffer.Part part = buffer.read(position).orElseThrow();
        assertThat(part.messages()).isEqualTo(StreamMessage.GAP);
        buffer.clear();
        buffer.begin(at(1_000));
        buffer.prepend(changes(0, 100), at(0));

        assertThat(buffer.read(position).orElseThrow().messages()).isEqualTo(StreamMessage.GAP);
    }

    @Test
    void olderChangesShouldBeRefusedWhenThereIsNoRoom() {
        buffer.begin(at(2_000));

        assertThat(buffer.prepend(changes(0, 2_000), at(0))).isFalse();

        assertThat(buffer.bytes()).isZero();
        assertThat(buffer.covers(at(0))).isFalse();
    }

    @Test
    void gapShouldStandWhereItHappened() {
        buffer.begin(BEGIN);
        buffer.append(changes(0, 1));
        buffer.appendGap(at(5));
        buffer.append(changes(5, 6));

        assertThat(readFrom(buffer.positionOf(at(0)))).containsExactly(0L, -1L, 5L);
    }

    /** The versions of all messages; -1 for a gap. */
    private List<Long> readFrom(long start) {
        List<Long> versions = new ArrayList<>();
        Optional<MessageBuffer.Part> part = buffer.read(start);
        while (part.isPresent()) {
            String messages = new String(part.get().messages(), StandardCharsets.UTF_8);
            messages.lines().filter(line -> line.startsWith("data: ")).forEach(line -> versions.add(version(line)));
            part = buffer.read(part.get().next());
        }
        return versions;
    }

    private static long version(String data) {
        return data.equals("data: {}") ? -1 : Long.parseLong(data.replaceAll(".*\"version\":(\\d+),.*", "$1"));
    }

    private static List<Change> changes(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> new Change(
                        new UUID(0, number),
                        "contact.updated",
                        "contact-" + number,
                        "processed",
                        number,
                        at(number),
                        Optional.empty(),
                        at(number)))
                .toList();
    }

    private static Instant at(int second) {
        return BEGIN.plusSeconds(second);
    }
}
