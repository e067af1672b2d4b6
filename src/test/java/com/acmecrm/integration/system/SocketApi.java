package com.acmecrm.integration.system;

import com.acmecrm.integration.openapi.DocumentedAnswers;
import jakarta.json.JsonObject;
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
 * address and any header as it stands here, each char as one byte.
 */
record SocketApi(String address, Optional<String> host, List<String> headers) {

    private static final int PATIENCE_MILLIS = 10_000;
    /** What a URI may not hold. */
    private static final Pattern NOT_IN_A_URI = Pattern.compile("%(?![0-9A-Fa-f]{2})|[^\\w~!$&'()*+,;=:@./?%-]");

    static SocketApi from(String address) {
        return new SocketApi(address, Optional.empty(), List.of());
    }

    static SocketApi anonymous() {
        return from("127.0.0.1");
    }

    SocketApi with(String header, String value) {
        return withLine(header + ": " + value);
    }

    /** @param line of the header section, or several with what separates them */
    SocketApi withLine(String line) {
        List<String> more = new ArrayList<>(headers);
        more.add(line);
        return new SocketApi(address, host, more);
    }

    SocketApi as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** @param value of {@code Host} */
    SocketApi at(String value) {
        return new SocketApi(address, Optional.of(value), headers);
    }

    Reply get(String path) {
        return send("GET", path);
    }

    Reply send(String method, String path) {
        return send(method, path, "");
    }

    Reply send(String method, String path, String body) {
        Reply reply = sendUnchecked(method, path, body);
        URI uri = Environment.application()
                .resolve(NOT_IN_A_URI.matcher(path).replaceAll("%25").replaceAll("^(?!/)", "/"));
        DocumentedAnswers.check(method, uri, reply.status(), reply::header, Optional.empty());
        return reply;
    }

    /** For what no WAR can answer. */
    Reply sendUnchecked(String method, String path, String body) {
        URI server = Environment.application();
        try (Socket socket = new Socket(server.getHost(), server.getPort(), InetAddress.getByName(address), 0)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request(server, method, path, body).getBytes(StandardCharsets.ISO_8859_1));
            return new Reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String request(URI server, String method, String path, String body) {
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + path + " HTTP/1.1");
        lines.add("Host: " + host.orElse(server.getAuthority()));
        lines.add("Connection: close");
        if (!body.isEmpty()) {
            lines.add("Content-Length: " + body.length());
        }
        lines.addAll(headers);
        return String.join("\r\n", lines) + "\r\n\r\n" + body;
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

        /** Of an answer that has a length. */
        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }

        JsonObject json() {
            return Answer.parse(body());
        }
    }
}
