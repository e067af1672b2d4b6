package com.acmecrm.integration.platform;

import com.acmecrm.integration.platform.body.BodyReservation;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.channels.CancelledKeyException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads request bodies, alike on every server. For every media type, as a request without a body has none: what is sent
 * as something else is refused here, or by {@code @Consumes} before.
 */
// No bean: Payara does not see what it is through a bean's proxy.
@Provider
public class JsonBodyReader implements MessageBodyReader<JsonBody> {

    static final int LIMIT_BYTES = 1024 * 1024;

    private static final Set<String> SUBTYPES = Set.of("json", "merge-patch+json");

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == JsonBody.class;
    }

    /**
     * @throws BodyTooLargeException as soon as the limit is passed, whatever length the client has announced
     * @throws UnreadableBodyException with what is wrong and where
     * @throws com.acmecrm.integration.platform.body.NoBodyMemoryException if other bodies hold the memory for it
     */
    @Override
    public JsonBody readFrom(
            Class<JsonBody> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body) {
        Optional<BodyRules> rules = Stream.of(annotations)
                .filter(BodyRules.class::isInstance)
                .map(BodyRules.class::cast)
                .findFirst();
        byte[] bytes = receive(headers, body, rules.map(BodyRules::maxBytes).orElse(LIMIT_BYTES));
        return new JsonBody(
                bytes.length == 0 ? absent(rules.map(BodyRules::optional).orElse(false)) : parse(bytes, mediaType));
    }

    private static byte[] receive(MultivaluedMap<String, String> headers, InputStream body, int maxBytes) {
        long announced = announcedLength(headers);
        // Before the first byte: WildFly has a limit of its own, and an announced length would run into it.
        if (announced > maxBytes) {
            throw new BodyTooLargeException(maxBytes);
        }
        byte[] bytes = receive(body, announced, maxBytes);
        if (bytes.length > maxBytes) {
            throw new BodyTooLargeException(maxBytes);
        }
        return bytes;
    }

    private static byte[] receive(InputStream body, long announced, int maxBytes) {
        try {
            return Beans.RESERVATION.receive(body, announced, maxBytes);
        } catch (IOException | CancelledKeyException aborted) {
            // The client closed the connection (the second exception is Grizzly's), sent chunks that are none, or sent
            // nothing for too long.
            throw new UnreadableBodyException("The body ended too early.");
        }
    }

    private static JsonObject absent(boolean allowed) {
        if (!allowed) {
            throw new UnreadableBodyException("The body is missing; send a JSON object as application/json.");
        }
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    private static JsonObject parse(byte[] bytes, MediaType mediaType) {
        if (!mediaType.getType().equalsIgnoreCase("application")
                || !SUBTYPES.contains(mediaType.getSubtype().toLowerCase(Locale.ROOT))) {
            throw new NotSupportedException();
        }
        if (!Beans.RESERVATION.canParse(bytes)) {
            throw BodyTooLargeException.ofValues();
        }
        Beans.RESERVATION.reserveToParse(bytes);
        JsonObject json = StrictJson.read(bytes);
        Beans.RESERVATION.releaseReceived();
        return json;
    }

    private static long announcedLength(MultivaluedMap<String, String> headers) {
        String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length.strip());
    }

    /** Looked up once, at the first body: CDI.current() walks the stack at every call. */
    private static final class Beans {

        /** A proxy for the current request's. */
        private static final BodyReservation RESERVATION =
                CDI.current().select(BodyReservation.class).get();
    }
}
