package com.acmecrm.integration.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** One static file: what the server itself can do at best, without a line of ours. */
final class TrivialWar {

    static final String ADDRESS = "/trivial/index.txt";

    private static final String CONTENT = "The server's own answer.\n";

    private TrivialWar() {}

    static Path write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (ZipOutputStream war = new ZipOutputStream(Files.newOutputStream(file))) {
            war.putNextEntry(new ZipEntry("index.txt"));
            war.write(CONTENT.getBytes(StandardCharsets.US_ASCII));
            war.closeEntry();
        }
        return file;
    }
}
