package com.acmecrm.integration.system;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that keeps its connection for the next request, and so sees whether the server does. */
final class KeptConnection {

    /** Less than the servers keep an idle connection for. */
    private static final int PATIENCE_MILLIS = 10_000;

    private KeptConnection() {}

    /**
     * All that comes until the server closes the connection.
     *
     * @throws java.net.SocketTimeoutException if it does not
     */
    static String get(URI server, String path, String authorization) throws IOException {
        String request = "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\n\r\n"
                .formatted(path, server.getAuthority(), authorization);
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
