package com.acmecrm.integration.console;

import com.acmecrm.integration.platform.Sha256;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All files of the console, read once: only what is among them can be served, whatever an address looks like. */
final class ConsoleFiles {

    static final String PAGE = "index.html";

    private static final String HOME = "/WEB-INF/console/";
    private static final int HASH_LENGTH = 16;

    private final Map<String, ConsoleFile> files;
    private final String hash;
    private final ConsoleFile page;

    private ConsoleFiles(Map<String, ConsoleFile> files) {
        this.files = files;
        hash = hash(files);
        page = files.remove(PAGE).with("${assets}", ConsoleServlet.ASSETS + "/" + hash);
    }

    static ConsoleFiles of(ServletContext context) throws IOException {
        Map<String, ConsoleFile> files = new TreeMap<>();
        read(context, HOME, files);
        return new ConsoleFiles(files);
    }

    /** Of names and contents: another version of the console has another one. */
    String hash() {
        return hash;
    }

    ConsoleFile page() {
        return page;
    }

    Optional<ConsoleFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private static void read(ServletContext context, String folder, Map<String, ConsoleFile> files) throws IOException {
        Set<String> paths = context.getResourcePaths(folder);
        for (String path : paths == null ? Set.<String>of() : paths) {
            if (path.endsWith("/")) {
                read(context, path, files);
                continue;
            }
            try (InputStream content = context.getResourceAsStream(path)) {
                String name = path.substring(HOME.length());
                files.put(name, ConsoleFile.of(name, content.readAllBytes()));
            }
        }
    }

    private static String hash(Map<String, ConsoleFile> files) {
        StringBuilder all = new StringBuilder();
        files.forEach(
                (name, file) -> all.append(name).append(' ').append(file.hash()).append('\n'));
        return Sha256.hex(all.toString()).substring(0, HASH_LENGTH);
    }
}
