package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.WorkDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/**
 * Lets one node of the cluster relay. A row says whose turn it is and until when, by PostgreSQL's clock; a node that
 * dies, freezes or vanishes loses its turn by doing nothing.
 */
@ApplicationScoped
public class RelayLease {

    /** Taken if it is ours, or nobody's any more. */
    private static final String TAKE = """
            insert into relay_lease as held (name, owner, until)
            values ('outbox', ?, clock_timestamp() + interval '5 seconds')
            on conflict (name) do update set owner = excluded.owner, until = excluded.until
            where held.owner = excluded.owner or held.until < clock_timestamp()""";

    /** Locks the row: whoever wants to take the lease meanwhile waits for this transaction. */
    private static final String RENEW = """
            update relay_lease set until = clock_timestamp() + interval '5 seconds'
            where name = 'outbox' and owner = ? and until >= clock_timestamp()""";

    private static final String GIVE_BACK = """
            update relay_lease set until = '-infinity' where name = 'outbox' and owner = ? and until >= clock_timestamp()""";

    private final UUID owner = UUID.randomUUID();

    @Inject
    WorkDatabase database;

    @Inject
    RelayMetrics metrics;

    private volatile boolean held;

    /** Whether it is this node's turn now; if so, for as long as the caller's transaction and five seconds. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean take() {
        return remember(change(TAKE) == 1);
    }

    /**
     * Renews the lease in the caller's transaction, whose other changes count only with it.
     *
     * @throws OutboxException if the lease has run out or is another node's; the transaction then rolls back
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void renew() {
        if (!remember(change(RENEW) == 1)) {
            throw new OutboxException("The relay's lease was lost");
        }
    }

    /** Anyone may take it now. Says whether there was something to give. */
    @Transactional
    boolean giveBack() {
        boolean ours = change(GIVE_BACK) == 1;
        remember(false);
        return ours;
    }

    /** Whether it was this node's turn when it last asked; it may have run out since. */
    boolean isHeld() {
        return held;
    }

    private boolean remember(boolean ours) {
        held = ours;
        metrics.lease(ours);
        return ours;
    }

    private int change(String sql) {
        return database.update(sql, owner);
    }
}
