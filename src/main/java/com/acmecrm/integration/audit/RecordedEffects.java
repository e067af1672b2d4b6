package com.acmecrm.integration.audit;

import com.acmecrm.integration.platform.Audited;
import com.acmecrm.integration.platform.AuditedEffects;
import com.acmecrm.integration.platform.DatabaseUnavailableException;
import com.acmecrm.integration.platform.RedisUnavailableException;
import com.acmecrm.integration.platform.log.Causes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the entries first, makes the change, and moves the entries into the trail. */
@ApplicationScoped
public class RecordedEffects implements AuditedEffects {

    private static final Logger LOG = LoggerFactory.getLogger(RecordedEffects.class);

    @Inject
    PendingEntries pending;

    @Override
    public void make(List<Audited> entries, Runnable change) {
        List<Long> ids = announce(entries);
        try {
            change.run();
        } catch (RedisUnavailableException failure) {
            if (!failure.isOutcomeUnknown()) {
                orLeave(() -> pending.withdraw(ids));
            }
            throw failure;
        }
        orLeave(() -> pending.confirm(ids));
    }

    /** If this fails, even by a commit whose answer was lost, the change has not been made. */
    private List<Long> announce(List<Audited> entries) {
        try {
            return entries.isEmpty() ? List.of() : pending.announce(entries);
        } catch (DatabaseUnavailableException failure) {
            throw failure.unchanged();
        }
    }

    /**
     * The change is made or not made by now, and its entries are safe: they come into the trail with an unknown outcome.
     * In a transaction of the caller's this throws something else, and the caller fails.
     */
    private static void orLeave(Runnable note) {
        try {
            note.run();
        } catch (DatabaseUnavailableException failure) {
            LOG.warn("Audit entries stay pending, and will say that the outcome is unknown: {}", Causes.of(failure));
        }
    }
}
