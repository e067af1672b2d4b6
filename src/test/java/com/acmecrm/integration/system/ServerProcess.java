package com.acmecrm.integration.system;

import java.nio.file.Path;

/** The server under test, as the operating system sees it. */
final class ServerProcess {

    private ServerProcess() {}

    /** The java process that was told the tests' port. */
    static int threads() {
        String port = System.getProperty("server.port");
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(port))
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .mapToInt(ServerProcess::threads)
                .max()
                .orElseThrow();
    }

    private static int threads(ProcessHandle process) {
        String[] tasks =
                Path.of("/proc", Long.toString(process.pid()), "task").toFile().list();
        return tasks == null ? 0 : tasks.length;
    }
}
