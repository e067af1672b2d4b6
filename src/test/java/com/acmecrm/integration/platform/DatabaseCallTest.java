package com.acmecrm.integration.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatabaseCallTest {

    private static final Duration PATIENCE = Duration.ofMillis(1_400);

    @AfterEach
    void end() {
        DatabaseCall.end();
    }

    @Test
    void nothingShouldBeLimitedOutsideOfACall() {
        assertThat(DatabaseCall.remaining(Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(5));
        assertThat(DatabaseCall.isTroubled()).isFalse();
    }

    @Test
    void callShouldHaveItsPatienceAfterAShortWait() {
        beginAsIfAsked(Duration.ZERO);

        assertThat(DatabaseCall.remaining(Duration.ofMillis(10))).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void callShouldHaveTheRestAfterALongWait() {
        beginAsIfAsked(Duration.ofMillis(800));

        assertThat(DatabaseCall.remaining(PATIENCE)).isPositive().isLessThanOrEqualTo(Duration.ofMillis(1_100));
    }

    /** No limit at all, as PostgreSQL's driver understands zero, would be the opposite. */
    @Test
    void limitShouldNeverBeZero() {
        beginAsIfAsked(Duration.ofSeconds(5));

        assertThat(DatabaseCall.remaining(PATIENCE)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void connectionShouldNotBeOpenedWhenThereIsNoTimeForIt() {
        beginAsIfAsked(Duration.ofMillis(1_500));
        AtomicInteger opened = new AtomicInteger();

        assertThatThrownBy(() -> HealingConnection.over(() -> count(opened), PATIENCE))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("in time");

        assertThat(opened).hasValue(0);
        assertThat(DatabaseCall.trouble(new IllegalStateException()))
                .isEqualTo(Optional.of(DatabaseCall.Trouble.UNAVAILABLE));
    }

    /** A transaction that rolls back does not take back what another store has been told. */
    @Test
    void failureAfterAChangeElsewhereShouldLeaveTheOutcomeUnknown() {
        SQLException lost = new SQLException("connection lost", "08006");
        beginAsIfAsked(Duration.ZERO);
        assertThat(DatabaseCall.trouble(lost)).hasValue(DatabaseCall.Trouble.UNAVAILABLE);

        DatabaseCall.noteChangeElsewhere();

        assertThat(DatabaseCall.trouble(lost)).hasValue(DatabaseCall.Trouble.OUTCOME_UNKNOWN);
        assertThat(DatabaseCall.trouble(new IllegalStateException())).isEmpty();
    }

    private static Connection count(AtomicInteger opened) throws SQLException {
        opened.incrementAndGet();
        throw new SQLException("none here");
    }

    private static void beginAsIfAsked(Duration ago) {
        DatabaseCall.begin(System.nanoTime() - ago.toNanos());
    }
}
