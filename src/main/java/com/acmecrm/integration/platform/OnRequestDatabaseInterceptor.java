package com.acmecrm.integration.platform;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Optional;

/** Stands outside the transaction: it sees the commit fail, too, and holds its permit until the connection is free. */
@OnRequestDatabase
@Interceptor
@Priority(OnRequestDatabaseInterceptor.BEFORE_TRANSACTIONS)
public class OnRequestDatabaseInterceptor {

    /** {@code @Transactional} has PLATFORM_BEFORE + 200 (Jakarta Transactions, 3.7). */
    static final int BEFORE_TRANSACTIONS = Interceptor.Priority.PLATFORM_BEFORE + 100;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transactions;

    @Inject
    RequestBulkhead bulkhead;

    @AroundInvoke
    Object call(InvocationContext context) throws Exception {
        if (transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
            return context.proceed(); // part of a transaction that has its permit already
        }
        long asked = System.nanoTime();
        if (!bulkhead.enter()) {
            throw DatabaseUnavailableException.busy();
        }
        DatabaseCall.begin(asked);
        try {
            return context.proceed();
        } catch (Exception failure) {
            // WildFly throws the checked RollbackException out of methods that declare none.
            Optional<DatabaseCall.Trouble> trouble = DatabaseCall.trouble(failure);
            if (trouble.isEmpty()) {
                throw failure;
            }
            throw DatabaseUnavailableException.of(trouble.get(), failure);
        } finally {
            DatabaseCall.end();
            bulkhead.leave();
        }
    }
}
