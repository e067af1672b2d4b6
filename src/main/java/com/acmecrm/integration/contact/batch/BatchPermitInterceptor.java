package com.acmecrm.integration.contact.batch;

import com.acmecrm.integration.platform.DatabaseUnavailableException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Acquires a permit before the call, and releases it after. */
@BatchPermit
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class BatchPermitInterceptor {

    @Inject
    BatchPermits permits;

    @AroundInvoke
    Object call(InvocationContext context) throws Exception {
        if (!permits.acquire()) {
            throw DatabaseUnavailableException.busy();
        }
        try {
            return context.proceed();
        } catch (DatabaseUnavailableException unavailable) {
            if (unavailable.getCause() != null) {
                permits.refuseWaiting(); // PostgreSQL is not available, not only busy
            }
            throw unavailable;
        } finally {
            permits.release();
        }
    }
}
