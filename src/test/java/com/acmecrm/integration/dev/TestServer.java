package com.acmecrm.integration.dev;

import java.nio.file.Path;

/** What the tests' server is given anew for each run. */
public final class TestServer {

    private TestServer() {}

    public static Path freshFolder(Path folder) {
        Folders.delete(folder);
        return Folders.create(folder);
    }

    public static int freePort() {
        return Ports.free();
    }
}
