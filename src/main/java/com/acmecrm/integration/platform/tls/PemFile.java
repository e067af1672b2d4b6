package com.acmecrm.integration.platform.tls;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * A file in PEM format (RFC 7468).
 *
 * @param location a path or a {@code file:} URL
 */
public record PemFile(String location) {

    /** @throws IllegalArgumentException if the URL is not a {@code file:} URL with a path */
    public Path path() {
        return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
    }

    public String text() throws IOException {
        return Files.readString(path());
    }

    /** The content of the first block with this label. */
    static Optional<byte[]> block(String pem, String label) {
        String begin = "-----BEGIN " + label + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + label + "-----", from + 1);
        return from < 0 || to < 0
                ? Optional.empty()
                : Optional.of(Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to)));
    }
}
