package com.acmecrm.payara;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.IOStrategy;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.strategies.WorkerThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;

/**
 * Payara's default I/O strategy, which also adds a {@link RequestCheckFilter} to each listener. The transport's {@code
 * io-strategy} is the only setting of a listener of HTTP that names a class: Payara gives {@code protocol-filter}
 * elements to listeners of other protocols only.
 */
public final class RequestCheckStrategy implements IOStrategy {

    /** It refuses each byte over 0x7F in a header's value; what else it refuses, {@link HeaderSection} does. */
    private static final String STRICT_VALUES = "org.glassfish.grizzly.http.STRICT_HEADER_VALUE_VALIDATION_RFC_9110";

    private static final RequestCheckStrategy INSTANCE = new RequestCheckStrategy();

    static {
        // Grizzly reads it once, when it loads its HTTP parser. Set here, it is never off without the check that
        // replaces it.
        System.setProperty(STRICT_VALUES, "false");
        ServerLog.configure();
    }

    private final IOStrategy usual = WorkerThreadIOStrategy.getInstance();

    private RequestCheckStrategy() {}

    /** Payara calls it by reflection. */
    public static RequestCheckStrategy getInstance() {
        return INSTANCE;
    }

    @Override
    public boolean executeIoEvent(Connection connection, IOEvent event) throws IOException {
        return executeIoEvent(connection, event, true);
    }

    @Override
    public boolean executeIoEvent(Connection connection, IOEvent event, boolean isEnabled) throws IOException {
        // Before the connection is there, so that no request can come first; a changed listener has a new chain.
        if (event == IOEvent.SERVER_ACCEPT && connection.getTransport().getProcessor() instanceof FilterChain chain) {
            addCheck(chain);
        }
        return usual.executeIoEvent(connection, event, isEnabled);
    }

    private static synchronized void addCheck(FilterChain chain) {
        int server = indexOf(chain, HttpServerFilter.class);
        if (server >= 0 && indexOf(chain, RequestCheckFilter.class) < 0) {
            chain.add(server, new RequestCheckFilter());
        }
    }

    private static int indexOf(FilterChain chain, Class<?> type) {
        for (int index = 0; index < chain.size(); index++) {
            if (type.isInstance(chain.get(index))) {
                return index;
            }
        }
        return -1;
    }

    @Override
    public Executor getThreadPoolFor(Connection connection, IOEvent event) {
        return usual.getThreadPoolFor(connection, event);
    }

    @Override
    public ThreadPoolConfig createDefaultWorkerPoolConfig(Transport transport) {
        return usual.createDefaultWorkerPoolConfig(transport);
    }
}
