package com.acmecrm.integration.dev;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A server on which the application runs as a process of its own. */
public interface ApplicationServer {

    /** The one that the tests of this build run on. */
    static ApplicationServer ofTests() {
        return "wildfly".equals(System.getProperty("arquillian.launch"))
                ? new WildFly(Path.of(System.getProperty("wildfly.home")))
                : new PayaraMicro(Path.of(System.getProperty("payara.jar")));
    }

    /**
     * Prepares what the server needs and tells its command; which may be run again when the process has ended.
     *
     * @param home a folder for all that the server writes
     * @param war the application, served at {@code /}
     * @throws IOException if the folder cannot be prepared
     */
    List<String> command(Path home, Path war, int port, ApplicationProcess.Options options) throws IOException;
}
