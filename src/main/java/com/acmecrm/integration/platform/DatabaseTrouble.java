package com.acmecrm.integration.platform;

import java.util.Optional;

/**
 * What the connections of this thread have met since it entered {@link OnRequestDatabase}. The servers' pools and
 * transaction managers swallow causes, each in its own way; the connection itself knows. Outside of it nothing is kept.
 */
final class DatabaseTrouble {

    /** How bad it is. */
    enum Kind {
        /** Nothing was committed. */
        UNAVAILABLE,
        /** The commit was sent, its answer never came. */
        OUTCOME_UNKNOWN
    }

    private static final ThreadLocal<DatabaseTrouble> CURRENT = new ThreadLocal<>();

    private Kind met;

    private DatabaseTrouble() {}

    static void watch() {
        CURRENT.set(new DatabaseTrouble());
    }

    static void forget() {
        CURRENT.remove();
    }

    static void noteUnavailable() {
        note(Kind.UNAVAILABLE);
    }

    /** An answer of PostgreSQL that refuses the commit leaves no doubt; a connection that breaks does. */
    static void noteOutcomeUnknown(Throwable failure) {
        if (SqlStates.isUnavailable(failure)) {
            note(Kind.OUTCOME_UNKNOWN);
        }
    }

    /** Whether this call has waited for PostgreSQL in vain already; it must not wait again. */
    static boolean isMet() {
        return CURRENT.get() != null && CURRENT.get().met != null;
    }

    /** What was met, or what the failure itself tells. */
    static Optional<Kind> of(Throwable failure) {
        if (isMet()) {
            return Optional.of(CURRENT.get().met);
        }
        return SqlStates.isUnavailable(failure) || SqlStates.isContended(failure)
                ? Optional.of(Kind.UNAVAILABLE)
                : Optional.empty();
    }

    /** The worst of what was met stays. */
    private static void note(Kind kind) {
        DatabaseTrouble current = CURRENT.get();
        if (current != null && current.met != Kind.OUTCOME_UNKNOWN) {
            current.met = kind;
        }
    }
}
