package com.acmecrm.integration.auth.token;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;

/**
 * A file in PEM format (RFC 7468) that a setting names.
 *
 * @param location a path or a {@code file:} URL
 */
record KeyFile(String setting, String location) {

    /** @throws UnusableKeyException if there is no such block, or no such file */
    byte[] block(String label) {
        String text = text();
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf(end, from + 1);
        if (from < 0 || to < 0) {
            throw unusable("names " + location + ", which holds no " + begin);
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IllegalArgumentException notBase64) {
            throw unusable("names " + location + ", which is damaged: not Base64");
        }
    }

    private String text() {
        try {
            return Files.readString(path());
        } catch (NoSuchFileException missing) {
            throw unusable("names " + location + ", and there is no such file");
        } catch (IOException | IllegalArgumentException unreadable) {
            throw unusable("names " + location + ", which cannot be read as a text file (" + unreadable + ")");
        }
    }

    private Path path() {
        return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
    }

    UnusableKeyException unusable(String trouble) {
        return new UnusableKeyException(setting, trouble);
    }
}
