package com.acmecrm.integration.platform;

import java.util.Optional;

/**
 * What a connection of this thread has met since the thread entered {@link OnRequestDatabase}. The servers' pools and
 * transaction managers swallow causes, each in its own way; the connection itself knows.
 */
final class DatabaseTrouble {

    /** How bad it is. */
    enum Kind {
        /** Nothing was committed. */
        UNAVAILABLE,
        /** The commit was sent, its answer never came. */
        OUTCOME_UNKNOWN
    }

    private static final ThreadLocal<Kind> MET = new ThreadLocal<>();

    private DatabaseTrouble() {}

    static void forget() {
        MET.remove();
    }

    static void noteUnavailable() {
        MET.set(Kind.UNAVAILABLE);
    }

    /** An answer of PostgreSQL that refuses the commit leaves no doubt; a connection that breaks does. */
    static void noteOutcomeUnknown(Throwable failure) {
        if (SqlStates.isUnavailable(failure)) {
            MET.set(Kind.OUTCOME_UNKNOWN);
        }
    }

    /** What was met, or what the failure itself tells. */
    static Optional<Kind> of(Throwable failure) {
        if (MET.get() == null && SqlStates.isUnavailable(failure)) {
            return Optional.of(Kind.UNAVAILABLE);
        }
        return Optional.ofNullable(MET.get());
    }
}
