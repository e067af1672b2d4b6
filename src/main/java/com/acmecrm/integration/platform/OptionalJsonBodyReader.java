package com.acmecrm.integration.platform;

import jakarta.json.JsonValue;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** As {@link JsonBodyReader}, where nothing may be sent as well: without a body there is no media type to match. */
@Provider
public class OptionalJsonBodyReader implements MessageBodyReader<OptionalJsonBody> {

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == OptionalJsonBody.class;
    }

    @Override
    public OptionalJsonBody readFrom(
            Class<OptionalJsonBody> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        byte[] bytes = JsonBodyReader.readBytes(headers, body, JsonBodyReader.LIMIT_BYTES);
        if (bytes.length == 0) {
            return new OptionalJsonBody(JsonValue.EMPTY_JSON_OBJECT);
        }
        if (!MediaType.APPLICATION_JSON_TYPE.isCompatible(mediaType)) {
            throw new NotSupportedException();
        }
        return new OptionalJsonBody(JsonBodyReader.parse(bytes));
    }
}
