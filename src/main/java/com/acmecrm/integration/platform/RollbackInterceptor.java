package com.acmecrm.integration.platform;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transactional;
import jakarta.transaction.TransactionalException;

/**
 * Around every transaction: WildFly throws the checked exceptions of a commit out of methods that declare none. A loop that
 * catches {@code RuntimeException} would end without a word.
 */
@Transactional
@Interceptor
@Priority(RollbackInterceptor.AROUND_TRANSACTIONS)
public class RollbackInterceptor {

    /** Outside of the container's (PLATFORM_BEFORE + 200), inside of {@link OnRequestDatabaseInterceptor}. */
    static final int AROUND_TRANSACTIONS = OnRequestDatabaseInterceptor.BEFORE_TRANSACTIONS + 50;

    @AroundInvoke
    Object call(InvocationContext context) throws Exception {
        try {
            return context.proceed();
        } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException | SystemException failure) {
            throw new TransactionalException("The transaction was not committed", failure);
        }
    }
}
