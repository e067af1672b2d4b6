package com.acmecrm.integration.platform;

import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.Objects;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;

/** Finds the transaction manager of whichever server this is; Hibernate does not recognise Payara's. */
public final class ServerJtaPlatform extends AbstractJtaPlatform {

    private static final long serialVersionUID = 1L;
    private static final List<String> TRANSACTION_MANAGERS =
            List.of("java:appserver/TransactionManager", "java:jboss/TransactionManager");

    @Override
    protected TransactionManager locateTransactionManager() {
        return TRANSACTION_MANAGERS.stream()
                .map(ServerJtaPlatform::find)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No transaction manager at " + TRANSACTION_MANAGERS));
    }

    @Override
    protected UserTransaction locateUserTransaction() {
        return (UserTransaction) jndiService().locate("java:comp/UserTransaction");
    }

    private static TransactionManager find(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException absent) {
            return null;
        }
    }
}
