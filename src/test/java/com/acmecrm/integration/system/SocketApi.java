package com.acmecrm.integration.system;

import com.acmecrm.integration.openapi.DocumentedAnswers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A client that chooses from which of this host's addresses it calls, 127.0.0.0/8 being all its own; and that sends any
 * header as it stands here.
 */
record SocketApi(String address, List<String> headers) {

    private static final int PATIENCE_MILLIS = 10_000;

    static SocketApi from(String address) {
        return new SocketApi(address, List.of());
    }

    SocketApi with(String header, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(header + ": " + value);
        return new SocketApi(address, more);
    }

    SocketApi as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Reply get(String path) {
        return send("GET", path);
    }

    Reply send(String method, String path) {
        URI server = Environment.application();
        try (Socket socket = new Socket(server.getHost(), server.getPort(), InetAddress.getByName(address), 0)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request(server, method, path).getBytes(StandardCharsets.ISO_8859_1));
            Reply reply = new Reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            DocumentedAnswers.check(method, server.resolve(path), reply.status(), reply::header, Optional.empty());
            return reply;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String request(URI server, String method, String path) {
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + path + " HTTP/1.1");
        lines.add("Host: " + server.getAuthority());
        lines.add("Connection: close");
        lines.addAll(headers);
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    /** The answer as it came. */
    record Reply(String text) {

        int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        Optional<String> header(String name) {
            return Pattern.compile("(?im)^" + name + ": (.*?)\\s*$")
                    .matcher(text.substring(0, text.indexOf("\r\n\r\n")))
                    .results()
                    .map(line -> line.group(1))
                    .findFirst();
        }
    }
}
