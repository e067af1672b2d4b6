package com.acmecrm.integration.property;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the server has written into its logs since this was made. */
final class NewLogLines {

    private final Path folder = Path.of(System.getProperty("server.logs"));
    private final Map<Path, Integer> sizes = new HashMap<>();

    NewLogLines() {
        files().forEach(file -> sizes.put(file, bytes(file).length));
    }

    /** Errors and stack traces, which no request of a stranger may cause. */
    List<String> alarms() {
        return files().stream()
                .flatMap(this::lines)
                .filter(NewLogLines::isAlarm)
                .toList();
    }

    private static boolean isAlarm(String line) {
        return line.contains("\"level\":\"ERROR\"") || line.startsWith("\tat ");
    }

    private Stream<String> lines(Path file) {
        byte[] bytes = bytes(file);
        int known = sizes.getOrDefault(file, 0);
        byte[] added = Arrays.copyOfRange(bytes, Math.min(known, bytes.length), bytes.length);
        return new String(added, StandardCharsets.UTF_8).lines();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
