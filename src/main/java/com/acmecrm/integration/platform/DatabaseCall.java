package com.acmecrm.integration.platform;

import java.time.Duration;
import java.util.Optional;

/**
 * This thread's call of the database since it asked to enter {@link OnRequestDatabase}: how long it may still take, and what
 * trouble its connections have met. The servers' pools and transaction managers swallow causes, each in its own way; the
 * connection itself knows. Outside of {@link OnRequestDatabase} nothing is kept and nothing is limited.
 */
final class DatabaseCall {

    /** How bad it is. */
    enum Trouble {
        /** Nothing was committed. */
        UNAVAILABLE,
        /** The commit was sent, its answer never came. */
        OUTCOME_UNKNOWN
    }

    /**
     * Until PostgreSQL has to have answered for the first time: who has waited long for a place has less left for that. While
     * answers come, each may take what was left when the transaction began.
     */
    private static final Duration BUDGET = Duration.ofMillis(1_900);

    private static final ThreadLocal<DatabaseCall> CURRENT = new ThreadLocal<>();

    private final long deadline;
    private Trouble met;
    private boolean changedElsewhere;

    private DatabaseCall(long deadline) {
        this.deadline = deadline;
    }

    /** @param asked when it asked to enter, by {@link System#nanoTime()} */
    static void begin(long asked) {
        CURRENT.set(new DatabaseCall(asked + BUDGET.toNanos()));
    }

    static void end() {
        CURRENT.remove();
    }

    /** What is left of the call's time, at most {@code patience}; at least a millisecond, since zero would be no limit. */
    static Duration remaining(Duration patience) {
        DatabaseCall current = CURRENT.get();
        if (current == null) {
            return patience;
        }
        long nanos = Math.min(patience.toNanos(), current.deadline - System.nanoTime());
        return Duration.ofMillis(Math.max(1, Duration.ofNanos(nanos).toMillis()));
    }

    static void noteUnavailable() {
        note(Trouble.UNAVAILABLE);
    }

    /** A change in another store that this call's transaction cannot take back: if it fails now, not nothing has been changed. */
    static void noteChangeElsewhere() {
        if (CURRENT.get() != null) {
            CURRENT.get().changedElsewhere = true;
        }
    }

    /** An answer of PostgreSQL that refuses the commit leaves no doubt; a connection that breaks does. */
    static void noteFailedCommit(Throwable failure) {
        if (SqlStates.isUnavailable(failure)) {
            note(Trouble.OUTCOME_UNKNOWN);
        } else if (SqlStates.isExhausted(failure) || SqlStates.isCancelled(failure)) {
            note(Trouble.UNAVAILABLE);
        }
    }

    /** Whether this call has waited for PostgreSQL in vain already; it must not wait again. */
    static boolean isTroubled() {
        return CURRENT.get() != null && CURRENT.get().met != null;
    }

    /** What was met, or what the failure itself tells. */
    static Optional<Trouble> trouble(Throwable failure) {
        if (failure instanceof StatementTimeoutException) {
            return Optional.empty(); // the caller's own limit, not PostgreSQL's trouble
        }
        boolean unavailable = isTroubled()
                || SqlStates.isUnavailable(failure)
                || SqlStates.isContended(failure)
                || SqlStates.isCancelled(failure)
                || SqlStates.isExhausted(failure);
        return unavailable ? Optional.of(worst()) : Optional.empty();
    }

    private static Trouble worst() {
        DatabaseCall current = CURRENT.get();
        boolean unknown = current != null && (current.met == Trouble.OUTCOME_UNKNOWN || current.changedElsewhere);
        return unknown ? Trouble.OUTCOME_UNKNOWN : Trouble.UNAVAILABLE;
    }

    /** The worst of what was met stays. */
    private static void note(Trouble trouble) {
        DatabaseCall current = CURRENT.get();
        if (current != null && current.met != Trouble.OUTCOME_UNKNOWN) {
            current.met = trouble;
        }
    }
}
