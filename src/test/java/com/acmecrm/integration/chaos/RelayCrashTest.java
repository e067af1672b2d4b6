package com.acmecrm.integration.chaos;

import com.acmecrm.integration.chaos.Finding.Kind;
import com.acmecrm.integration.chaos.SimulatedRelay.Habit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

/** The checker against a relay that is right and one that is wrong, each crashed at every point. */
class RelayCrashTest {

    @Property(tries = 200)
    void relayThatMarksBeforeItSendsShouldBeFoundOut(
            @ForAll @Size(min = 1, max = 12) List<@CharRange(from = 'a', to = 'd') Character> keys) {
        assertThat(findingsOfEachCrash(Habit.MARK_THEN_SEND, pending(keys)))
                .anySatisfy(findings ->
                        assertThat(findings).extracting(Finding::kind).contains(Kind.LOST));
    }

    @Property(tries = 200)
    void relayThatSendsBeforeItMarksShouldGiveNoFinding(
            @ForAll @Size(min = 1, max = 12) List<@CharRange(from = 'a', to = 'd') Character> keys) {
        assertThat(findingsOfEachCrash(Habit.SEND_THEN_MARK, pending(keys)))
                .allSatisfy(findings -> assertThat(findings).isEmpty());
    }

    /** The last of them has not crashed at all. */
    private static List<List<Finding>> findingsOfEachCrash(Habit habit, List<OutboxRow> pending) {
        return IntStream.rangeClosed(0, SimulatedRelay.stepsOfAll(pending))
                .mapToObj(crashAfter -> SimulatedRelay.run(habit, pending, crashAfter))
                .map(HistoryChecker::check)
                .toList();
    }

    private static List<OutboxRow> pending(List<Character> keys) {
        Map<Character, Long> versions = new HashMap<>();
        List<OutboxRow> rows = new ArrayList<>();
        for (char key : keys) {
            long version = versions.merge(key, 1L, Long::sum);
            String type = version == 1 ? "contact.created" : "contact.updated";
            rows.add(new OutboxRow("id-" + rows.size(), "" + key, type, version, rows.size(), "pending"));
        }
        return rows;
    }
}
