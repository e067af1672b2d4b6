package com.acmecrm.integration.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code results.json}, {@code results.md} and the charts, and prints the tables. */
final class Report {

    private final Path folder;

    Report(Path folder) {
        this.folder = folder;
    }

    void write(Results results) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("results.json"), JsonReport.of(results));
        String tables = MarkdownReport.of(results);
        Files.writeString(folder.resolve("results.md"), tables);
        Charts.write(results, folder);
        System.out.println(tables);
        System.out.println("Written to " + folder);
    }
}
