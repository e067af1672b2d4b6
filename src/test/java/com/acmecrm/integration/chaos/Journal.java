package com.acmecrm.integration.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Calls in a file, a line each. */
final class Journal implements AutoCloseable {

    private final BufferedWriter lines;

    Journal(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        lines = Files.newBufferedWriter(file);
    }

    static List<Call> read(Path file) {
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            // Its writer may be at work: what comes behind the last end of a line is no line yet.
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(Call::of)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** At once, so that a reader sees it while the load goes on. */
    synchronized void write(Call call) {
        try {
            lines.write(call.line() + "\n");
            lines.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        lines.close();
    }
}
