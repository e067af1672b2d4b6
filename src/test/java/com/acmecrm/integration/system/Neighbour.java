package com.acmecrm.integration.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Someone at another address of this host: all of 127.0.0.0/8 is loopback, and a socket may be bound to each of it. The
 * JDK's own client cannot, in Java 17.
 */
public record Neighbour(String address) {

    private static final int PATIENCE_MILLIS = 30_000;

    public Reply login(URI server, String username, String password) {
        String body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
        String request = """
                POST /api/auth/login HTTP/1.1
                Host: %s
                User-Agent: neighbour
                Content-Type: application/json
                Content-Length: %d
                Connection: close

                """.formatted(server.getAuthority(), body.getBytes(StandardCharsets.UTF_8).length);
        return send(server, request.replace("\n", "\r\n") + body);
    }

    /** @param headers each a line */
    public Reply get(URI server, String path, String... headers) {
        String request = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n\r\n"
                .formatted(path, server.getAuthority(), String.join("\r\n", headers));
        return send(server, request);
    }

    private Reply send(URI server, String request) {
        try (Socket socket = new Socket(
                InetAddress.getByName(server.getHost()), server.getPort(), InetAddress.getByName(address), 0)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return Reply.parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @param headers by their names in lower case */
    public record Reply(int status, Map<String, String> headers, String body) {

        private static Reply parse(String text) {
            int end = text.indexOf("\r\n\r\n");
            List<String> lines = text.substring(0, end).lines().toList();
            Map<String, String> headers = lines.stream()
                    .skip(1)
                    .map(line -> line.split(": *", 2))
                    .collect(Collectors.toMap(
                            header -> header[0].toLowerCase(), header -> header[1], (one, other) -> one, TreeMap::new));
            return new Reply(Integer.parseInt(lines.get(0).split(" ")[1]), headers, text.substring(end + 4));
        }
    }
}
