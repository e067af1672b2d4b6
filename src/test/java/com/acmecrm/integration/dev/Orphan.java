package com.acmecrm.integration.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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
        if (Files.exists(pidFile)) {
            readPid(pidFile)
                    .mapToObj(ProcessHandle::of)
                    .flatMap(java.util.Optional::stream)
                    .filter(process -> process.info().commandLine().orElse("").contains(command))
                    .forEach(Orphan::end);
        }
    }

    private static Stream<Long> pid(String line) {
        return line.strip().matches("\\d+") ? Stream.of(Long.valueOf(line.strip())) : Stream.empty();
    }

    private static java.util.stream.LongStream readPid(Path pidFile) {
        try {
            return Files.readAllLines(pidFile).stream()
                    .limit(1)
                    .flatMap(Orphan::pid)
                    .mapToLong(Long::longValue);
        } catch (IOException unreadable) {
            throw new DevException("Cannot read " + pidFile + "; delete it and start again.", unreadable);
        }
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
