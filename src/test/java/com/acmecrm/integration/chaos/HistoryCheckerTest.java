package com.acmecrm.integration.chaos;

import com.acmecrm.integration.chaos.Call.Op;
import com.acmecrm.integration.chaos.Finding.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryCheckerTest {

    /** Two contacts, and one of them once more after its deletion. */
    private final List<OutboxRow> rows = new ArrayList<>(List.of(
            row(1, "a", "created", 1),
            row(2, "b", "created", 1),
            row(4, "a", "updated", 2), // 3 was drawn by a change that rolled back
            row(5, "b", "updated", 2),
            row(6, "a", "deleted", 3),
            row(7, "a", "created", 1),
            row(8, "a", "updated", 2)));

    private final List<Arrival> arrivals =
            new ArrayList<>(rows.stream().map(HistoryCheckerTest::arrival).toList());

    private final List<Call> calls = new ArrayList<>(List.of(
            call(Op.CREATE, "a", 201, 1),
            call(Op.CREATE, "b", 201, 1),
            call(Op.PATCH, "a", 200, 2),
            call(Op.PATCH, "b", 0, 0), // made, but never answered
            call(Op.PATCH, "b", 409, 0),
            call(Op.READ, "b", 200, 2),
            call(Op.DELETE, "a", 200, 3),
            call(Op.CREATE, "a", 201, 1),
            call(Op.PATCH, "a", 200, 2)));

    @Test
    void goodHistoryShouldGiveNoFinding() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void repeatsShouldGiveNoFinding() {
        arrivals.add(2, arrivals.get(0));
        arrivals.addAll(List.copyOf(arrivals));

        assertThat(findings()).isEmpty();
        assertThat(history().repeats()).hasSize(rows.size());
    }

    @Test
    void orderOfDifferentContactsShouldNotMatter() {
        Collections.swap(arrivals, 0, 1);

        assertThat(findings()).isEmpty();
    }

    @Test
    void eventThatNeverArrivedShouldBeFound() {
        arrivals.remove(3);

        assertFound(Kind.LOST, "id-5");
    }

    @Test
    void eventThatArrivedBeforeAnEarlierOneShouldBeFound() {
        Collections.swap(arrivals, 0, 2);

        assertFound(Kind.OUT_OF_ORDER, "id-1");
    }

    /** A repeat does not make up for the order of the first arrivals. */
    @Test
    void eventThatWasOvertakenShouldBeFoundThoughAllAreRepeatedInOrder() {
        List<Arrival> again = List.copyOf(arrivals);
        Collections.swap(arrivals, 5, 6);
        arrivals.addAll(again);

        assertFound(Kind.OUT_OF_ORDER, "id-7");
    }

    @Test
    void messageThatNobodyAppendedShouldBeFound() {
        arrivals.add(new Arrival("id-99", "a", 4));

        assertFound(Kind.ALIEN, "id-99");
    }

    @Test
    void messageThatTellsAnotherVersionThanItsRowShouldBeFound() {
        arrivals.add(new Arrival("id-1", "a", 2));

        assertFound(Kind.ALIEN, "id-1");
    }

    @Test
    void eventThatIsNotProcessedShouldBeFound() {
        rows.set(4, new OutboxRow("id-6", "a", "contact.deleted", 3, 6, "pending"));

        assertFound(Kind.UNPROCESSED, "id-6");
    }

    @Test
    void missingVersionShouldBeFound() {
        rows.remove(2);
        arrivals.remove(2);
        calls.remove(2);

        assertFound(Kind.GAP, "id-6");
    }

    @Test
    void secondEventOfOneChangeShouldBeFound() {
        rows.add(row(9, "a", "updated", 2));
        arrivals.add(arrival(rows.get(7)));

        assertFound(Kind.GAP, "id-9");
    }

    @Test
    void secondLifeWithoutTheEndOfTheFirstShouldBeFound() {
        rows.add(row(9, "b", "created", 3));
        arrivals.add(arrival(rows.get(7)));

        assertFound(Kind.GAP, "id-9");
    }

    @Test
    void answeredChangeWithoutAnEventShouldBeFound() {
        calls.add(call(Op.PATCH, "b", 200, 3));

        assertFound(Kind.UNTOLD, "key=b");
    }

    /** The same change of another life has an event; that is not this one's. */
    @Test
    void answeredCreationWithoutAnEventShouldBeFoundAlsoInASecondLife() {
        calls.add(call(Op.CREATE, "a", 201, 1));

        assertFound(Kind.UNTOLD, "key=a");
    }

    @Test
    void callShouldSurviveBeingWrittenAndRead() {
        assertThat(calls).allSatisfy(call -> assertThat(Call.of(call.line())).isEqualTo(call));
    }

    private void assertFound(Kind kind, String where) {
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.where()).contains(where);
        });
    }

    private List<Finding> findings() {
        return HistoryChecker.check(history());
    }

    private History history() {
        return new History(rows, arrivals, calls);
    }

    private static OutboxRow row(long seq, String key, String change, long version) {
        return new OutboxRow("id-" + seq, key, "contact." + change, version, seq, "processed");
    }

    private static Arrival arrival(OutboxRow row) {
        return new Arrival(row.id(), row.key(), row.version());
    }

    private static Call call(Op op, String key, int status, long version) {
        return new Call(Instant.EPOCH, op, key, status, version, 0);
    }
}
