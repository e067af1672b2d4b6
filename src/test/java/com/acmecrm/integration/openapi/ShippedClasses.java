package com.acmecrm.integration.openapi;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes of the WAR, for their annotations. ArchUnit would read the whole class path beside them, for seconds. */
final class ShippedClasses {

    private static final String SUFFIX = ".class";

    private ShippedClasses() {}

    static List<Class<?>> all() {
        try {
            Path root = Path.of(OpenApiDocument.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(root.resolve("com/acmecrm"))) {
                return files.map(file -> root.relativize(file).toString())
                        .filter(file -> file.endsWith(SUFFIX))
                        .<Class<?>>map(ShippedClasses::load)
                        .toList();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - SUFFIX.length()).replace(File.separatorChar, '.');
        try {
            return Class.forName(name, false, ShippedClasses.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
