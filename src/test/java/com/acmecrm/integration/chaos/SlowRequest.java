package com.acmecrm.integration.chaos;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request that is under way until the test lets its body end. */
final class SlowRequest implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final char LAST = '}';

    private final Socket socket;

    private SlowRequest(Socket socket) {
        this.socket = socket;
    }

    /**
     * Returns when the server is about to read the body.
     *
     * @param body ends with a brace, which is kept back
     */
    static SlowRequest post(URI url, String token, String body) throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        String head = """
                POST %s HTTP/1.1
                Host: %s
                Authorization: Bearer %s
                Content-Type: application/json
                Content-Length: %d
                Expect: 100-continue

                """.formatted(url.getPath(), url.getAuthority(), token, body.length());
        SlowRequest request = new SlowRequest(socket);
        request.send(head.replace("\n", "\r\n"));
        request.awaitContinue();
        request.send(body.substring(0, body.length() - 1));
        return request;
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void awaitContinue() throws IOException {
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n")) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new EOFException(answer.toString());
            }
            answer.append((char) next);
        }
        if (!answer.toString().startsWith("HTTP/1.1 100 ")) {
            throw new IllegalStateException(answer.toString());
        }
    }

    /** The answer, up to the end of its connection. */
    String finish() throws IOException {
        socket.getOutputStream().write(LAST);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
