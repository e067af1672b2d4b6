package com.acmecrm.integration.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The server's settings as they ship, but listening on the loopback interface only. */
public final class PreBootCommands {

    private static final Path SHIPPED = Path.of("server-config", "payara", "pre-boot.asadmin");
    private static final String LOOPBACK =
            "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1\n";

    private PreBootCommands() {}

    public static Path write(Path file) {
        try {
            Folders.create(file.getParent());
            return Files.writeString(file, Files.readString(SHIPPED) + LOOPBACK);
        } catch (IOException failure) {
            throw new DevException("Cannot write " + file + ".", failure);
        }
    }
}
