package com.acmecrm.integration.platform;

import java.util.List;

/**
 * Changes in a store that takes no part in PostgreSQL's transactions, with their entries in the audit trail. The entries
 * are committed before the change is made, so that no change is without them; whether it was made is added afterwards.
 */
public interface AuditedEffects {

    /**
     * Makes a change. In a transaction its last step: the entries say that the outcome is unknown if that rolls back.
     *
     * @param entries what the change means, for the trail; an empty list where it is nothing new
     * @throws DatabaseUnavailableException if the entries cannot be written; the change is not made then
     * @throws RedisUnavailableException as the change does
     */
    void make(List<Audited> entries, Runnable change);
}
