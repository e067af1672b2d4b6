package com.acmecrm.integration.platform;

import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Reads request bodies, alike on every server. */
// No bean: Payara does not see the media types through a bean's proxy.
@Provider
@Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
public class JsonBodyReader implements MessageBodyReader<JsonBody> {

    static final int LIMIT_BYTES = 1024 * 1024;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == JsonBody.class;
    }

    /**
     * @throws BodyTooLargeException as soon as the limit is passed, whatever length the client has announced
     * @throws UnreadableBodyException telling what is wrong and where
     */
    @Override
    public JsonBody readFrom(
            Class<JsonBody> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return new JsonBody(parse(readBytes(headers, body, limit(annotations))));
    }

    private static int limit(Annotation[] annotations) {
        return Stream.of(annotations)
                .filter(BodyLimit.class::isInstance)
                .mapToInt(limit -> ((BodyLimit) limit).bytes())
                .findFirst()
                .orElse(LIMIT_BYTES);
    }

    static byte[] readBytes(MultivaluedMap<String, String> headers, InputStream body, int limitBytes)
            throws IOException {
        // Before the first byte: WildFly has a limit of its own, and an announced length would run into it.
        if (announcedLength(headers) > limitBytes) {
            throw new BodyTooLargeException(limitBytes);
        }
        byte[] bytes = body.readNBytes(limitBytes + 1);
        if (bytes.length > limitBytes) {
            throw new BodyTooLargeException(limitBytes);
        }
        return bytes;
    }

    static JsonObject parse(byte[] utf8) {
        return StrictJson.read(decode(utf8));
    }

    private static long announcedLength(MultivaluedMap<String, String> headers) {
        String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length.strip());
    }

    private static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new UnreadableBodyException("The body is not UTF-8.");
        }
    }
}
