package com.acmecrm.integration.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file whose first line is the id of a process. */
final class PidFile {

    private PidFile() {}

    /** The process, if there is such a file and the process runs. */
    static Optional<ProcessHandle> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(file).stream()
                    .findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d{1,9}"))
                    .map(Long::valueOf)
                    .flatMap(ProcessHandle::of);
        } catch (IOException unreadable) {
            throw new DevException("Cannot read " + file + "; delete it and start again.", unreadable);
        }
    }
}
