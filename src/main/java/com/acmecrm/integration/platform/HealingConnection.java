package com.acmecrm.integration.platform;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A connection that outlives the one beneath it. The servers' pools keep connections that died with PostgreSQL, WildFly
 * for good; this one looks at what is beneath it when a transaction begins, and takes a new one where that is closed, or
 * was idle and does not answer.
 */
final class HealingConnection implements InvocationHandler {

    private static final long IDLE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int CHECK_MILLIS = 500;
    private static final String CANNOT_CONNECT = "08001";

    private final Source source;
    private Connection delegate;
    private long lastUsed = System.nanoTime();

    private HealingConnection(Source source, Connection delegate) {
        this.source = source;
        this.delegate = delegate;
    }

    static Connection over(Source source) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                HealingConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new HealingConnection(source, open(source)));
    }

    /** Once for each call: a pool that tries again would make a request wait again. */
    private static Connection open(Source source) throws SQLException {
        refuseAfterTrouble();
        try {
            return source.open();
        } catch (SQLException failure) {
            DatabaseTrouble.noteUnavailable();
            throw failure;
        }
    }

    private static void refuseAfterTrouble() throws SQLException {
        if (DatabaseTrouble.isMet()) {
            throw new SQLException("PostgreSQL did not answer this call before", CANNOT_CONNECT);
        }
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (beginsTransaction(method, arguments)) {
            heal();
        } else if (isMeaningless(method) && delegate.isClosed()) {
            return meaningless(method);
        }
        try {
            Object result = method.invoke(delegate, arguments);
            if (endsTransaction(method)) {
                lastUsed = System.nanoTime();
            }
            return result;
        } catch (InvocationTargetException failure) {
            if (isMeaningless(method) && delegate.isClosed()) {
                return meaningless(method);
            }
            if (method.getName().equals("commit")) {
                DatabaseTrouble.noteOutcomeUnknown(failure.getCause());
            }
            throw failure.getCause();
        }
    }

    /** PostgreSQL has answered; what the servers' pools ask a connection when they hand it out needs no answer. */
    private static boolean endsTransaction(Method method) {
        return method.getName().equals("commit") || method.getName().equals("rollback");
    }

    /** The one moment at which nothing can be lost by taking another connection. */
    private static boolean beginsTransaction(Method method, Object[] arguments) {
        return method.getName().equals("setAutoCommit") && Boolean.FALSE.equals(arguments[0]);
    }

    /**
     * On a closed connection, whose transaction PostgreSQL has rolled back. To fail here would keep WildFly from ever
     * beginning a transaction on this connection again: it would believe that auto-commit was off still.
     */
    private static boolean isMeaningless(Method method) {
        return method.getName().equals("rollback") || method.getName().equals("setAutoCommit");
    }

    private static Object meaningless(Method method) {
        if (method.getName().equals("rollback")) {
            DatabaseTrouble.noteUnavailable(); // this call's own transaction was on it
        }
        return null;
    }

    private void heal() throws SQLException {
        refuseAfterTrouble();
        if (!delegate.isClosed() && (System.nanoTime() - lastUsed < IDLE_NANOS || answers())) {
            return;
        }
        delegate.close();
        delegate = open(source);
    }

    /** Not {@code isValid}: its patience is whole seconds. */
    private boolean answers() {
        try {
            int patience = delegate.getNetworkTimeout();
            delegate.setNetworkTimeout(Runnable::run, CHECK_MILLIS);
            try (Statement statement = delegate.createStatement()) {
                statement.execute("");
            }
            delegate.setNetworkTimeout(Runnable::run, patience);
            return true;
        } catch (SQLException dead) {
            return false;
        }
    }

    /** Opens connections to PostgreSQL. */
    interface Source {

        Connection open() throws SQLException;
    }
}
