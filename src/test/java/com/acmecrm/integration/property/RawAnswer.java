package com.acmecrm.integration.property;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The answer to a {@link RawRequest}, read without the tolerance of a client library. */
record RawAnswer(int status, List<RawRequest.Field> headers, String body) {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int SHOWN_CHARACTERS = 1_000;
    private static final int CONTINUE = 100;
    private static final String END_OF_LINE = "\r\n";

    static RawAnswer to(RawRequest request, URI server) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.bytes());
            return read(socket.getInputStream(), request.method());
        }
    }

    private static RawAnswer read(InputStream in, String method) throws IOException {
        String[] head = head(in).split(END_OF_LINE);
        int status = Integer.parseInt(head[0].split(" ", 3)[1]);
        if (status == CONTINUE) {
            return read(in, method);
        }
        List<RawRequest.Field> headers = List.of(head).subList(1, head.length).stream()
                .map(RawAnswer::field)
                .toList();
        RawAnswer answer = new RawAnswer(status, headers, "");
        boolean isEndless = answer.header("Content-Type").orElse("").startsWith("text/event-stream");
        return hasNoEnd(method) || isEndless ? answer : new RawAnswer(status, headers, answer.body(in));
    }

    /** After an answer to {@code CONNECT} Payara keeps the connection open and does not delimit the body. */
    static boolean hasNoEnd(String method) {
        return method.equals("HEAD") || method.equals("CONNECT");
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith(END_OF_LINE + END_OF_LINE)) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("no complete head: " + head);
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static RawRequest.Field field(String line) {
        int colon = line.indexOf(':');
        return new RawRequest.Field(
                line.substring(0, colon), line.substring(colon + 1).strip());
    }

    private String body(InputStream in) throws IOException {
        byte[] bytes = header("Content-Length").isPresent()
                ? in.readNBytes(Integer.parseInt(header("Content-Length").get()))
                : status < 200 || status == 204 || status == 304 ? new byte[0] : in.readAllBytes();
        return header("Transfer-Encoding").isPresent()
                ? RawRequest.fromUtf8(unchunked(new String(bytes, StandardCharsets.ISO_8859_1)))
                : new String(bytes, StandardCharsets.UTF_8);
    }

    private static String unchunked(String text) {
        StringBuilder whole = new StringBuilder();
        int at = 0;
        while (true) {
            int end = text.indexOf(END_OF_LINE, at);
            int length = Integer.parseInt(text.substring(at, end).strip(), 16);
            if (length == 0) {
                return whole.toString();
            }
            at = end + END_OF_LINE.length();
            whole.append(text, at, at + length);
            at += length + END_OF_LINE.length();
        }
    }

    Optional<String> header(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        return headers.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(RawRequest.Field::value)
                .toList();
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + body.substring(0, Math.min(body.length(), SHOWN_CHARACTERS));
    }
}
