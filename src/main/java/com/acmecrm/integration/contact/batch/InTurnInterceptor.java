package com.acmecrm.integration.contact.batch;

import com.acmecrm.integration.platform.DatabaseUnavailableException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Waits for a turn before the call, and hands it on after. */
@InTurn
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class InTurnInterceptor {

    @Inject
    BatchTurns turns;

    @AroundInvoke
    Object call(InvocationContext context) throws Exception {
        if (!turns.take()) {
            throw DatabaseUnavailableException.busy();
        }
        try {
            return context.proceed();
        } catch (DatabaseUnavailableException away) {
            if (away.getCause() != null) {
                turns.sendAwayWaiting(); // PostgreSQL is away, not only busy
            }
            throw away;
        } finally {
            turns.handOn();
        }
    }
}
