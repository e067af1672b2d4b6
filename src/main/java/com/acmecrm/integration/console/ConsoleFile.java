package com.acmecrm.integration.console;

import com.acmecrm.integration.platform.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * One file, kept compressed: nearly every browser wants it so.
 *
 * @param hash of its content
 */
record ConsoleFile(String type, String hash, byte[] compressed) {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "svg", "image/svg+xml",
            "json", "application/json",
            "png", "image/png",
            "woff2", "font/woff2");

    static ConsoleFile of(String name, byte[] content) {
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        return new ConsoleFile(type, Sha256.hex(content), compress(content));
    }

    /** The same with one text replaced by another. */
    ConsoleFile with(String text, String other) {
        byte[] content = new String(content(), StandardCharsets.UTF_8)
                .replace(text, other)
                .getBytes(StandardCharsets.UTF_8);
        return new ConsoleFile(type, Sha256.hex(content), compress(content));
    }

    byte[] content() {
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return content.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] compress(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }
}
