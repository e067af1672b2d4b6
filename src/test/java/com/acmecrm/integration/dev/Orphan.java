package com.acmecrm.integration.dev;

import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A child that outlived a launcher which was killed; it would hold the data or the port against the next one. */
final class Orphan {

    private static final int PATIENCE_SECONDS = 10;

    private Orphan() {}

    /**
     * Ends the process that a pid file names, if it still is the one that wrote it.
     *
     * @param command part of its command, so that no stranger is ended who got the number since
     */
    static void end(Path pidFile, String command) {
        PidFile.read(pidFile)
                .filter(process -> process.info().commandLine().orElse("").contains(command))
                .ifPresent(Orphan::end);
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(stubborn -> {
                        process.destroyForcibly();
                        return process;
                    })
                    .thenCompose(ProcessHandle::onExit)
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException stillThere) {
            throw new DevException("Process " + process.pid() + " of an earlier start does not end; end it by hand.");
        }
    }
}
