package com.acmecrm.integration.dev;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Signals that {@link ProcessHandle} does not know. */
final class Signals {

    private static final int PATIENCE_SECONDS = 10;

    private Signals() {}

    /** Frozen, not dead: connections stay open and nothing answers. */
    static void stop(ProcessHandle process) {
        send("-STOP", process);
    }

    static void resume(ProcessHandle process) {
        send("-CONT", process);
    }

    /** Gone without a goodbye; returns when it is. */
    static void kill(ProcessHandle process) {
        send("-KILL", process);
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** To the process and everything beneath it: PostgreSQL is one process for each connection. */
    private static void send(String signal, ProcessHandle top) {
        List<String> pids = Stream.concat(Stream.of(top), top.descendants())
                .map(process -> Long.toString(process.pid()))
                .toList();
        try {
            Process kill = new ProcessBuilder(Stream.concat(Stream.of("kill", signal), pids.stream())
                            .toList())
                    .inheritIO()
                    .start();
            kill.waitFor(); // a process that has just ended makes it fail, which is no harm
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
