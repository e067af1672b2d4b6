package com.acmecrm.integration.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The library that {@code server-config/payara} gives to Payara, as the build has made it. */
public final class PayaraLibrary {

    private static final Path BUILT = Path.of("target", "acmecrm-integration-payara.jar");

    private PayaraLibrary() {}

    /** A copy, so that a build beside the running server disturbs nothing. */
    public static Path copyTo(Path file) {
        try {
            Folders.create(file.getParent());
            return Files.copy(BUILT, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new DevException("Cannot copy " + BUILT + " to " + file + ".", failure);
        }
    }
}
