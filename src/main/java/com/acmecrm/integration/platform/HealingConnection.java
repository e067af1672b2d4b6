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
    private static final Duration CHECK = Duration.ofMillis(500);
    private static final Duration LOGIN = Duration.ofSeconds(ConfiguredDataSource.LOGIN_SECONDS);
    private static final String CANNOT_CONNECT = "08001";

    private final Source source;
    private final Duration patience;
    private Connection delegate;
    private Duration limit = Duration.ZERO;
    private long lastUsed = System.nanoTime();

    private HealingConnection(Source source, Duration patience) throws SQLException {
        this.source = source;
        this.patience = patience;
        delegate = open(source);
        limitAnswers(patience);
    }

    /** @param patience how long an answer of PostgreSQL may take before the connection beneath is given up */
    static Connection over(Source source, Duration patience) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                HealingConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new HealingConnection(source, patience));
    }

    /** Once for each call: a pool that tries again would make a request wait again. Not where the call has waited too long. */
    private static Connection open(Source source) throws SQLException {
        refuseAfterTrouble();
        try {
            if (DatabaseCall.remaining(LOGIN).compareTo(LOGIN) < 0) {
                throw new SQLException("PostgreSQL did not answer in time to connect anew", CANNOT_CONNECT);
            }
            return source.open();
        } catch (SQLException failure) {
            DatabaseCall.noteUnavailable();
            throw failure;
        }
    }

    private static void refuseAfterTrouble() throws SQLException {
        if (DatabaseCall.isTroubled()) {
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
                DatabaseCall.noteFailedCommit(failure.getCause());
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
            DatabaseCall.noteUnavailable(); // this call's own transaction was on it
        }
        return null;
    }

    private void heal() throws SQLException {
        refuseAfterTrouble();
        if (delegate.isClosed() || isIdle() && !answers()) {
            delegate.close();
            delegate = open(source);
            limit = Duration.ZERO;
        }
        limitAnswers(patience);
    }

    private boolean isIdle() {
        return System.nanoTime() - lastUsed >= IDLE_NANOS;
    }

    /** Not {@code isValid}: its patience is whole seconds. */
    private boolean answers() {
        try {
            limitAnswers(CHECK);
            try (Statement statement = delegate.createStatement()) {
                statement.execute("");
            }
            return true;
        } catch (SQLException dead) {
            return false;
        }
    }

    /** Milliseconds, where the driver's own setting knows whole seconds. */
    private void limitAnswers(Duration most) throws SQLException {
        Duration wanted = DatabaseCall.remaining(most);
        if (!wanted.equals(limit)) {
            delegate.setNetworkTimeout(Runnable::run, (int) wanted.toMillis());
            limit = wanted;
        }
    }

    /** Opens connections to PostgreSQL. */
    interface Source {

        Connection open() throws SQLException;
    }
}
