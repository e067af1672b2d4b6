package com.acmecrm.integration.platform;

import jakarta.json.JsonObject;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** Writes JSON objects with their length known, alike on every server. */
// No bean: Payara does not see the media types through a bean's proxy.
@Provider
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class JsonBodyWriter implements MessageBodyWriter<JsonObject> {

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return JsonObject.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            JsonObject json,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        byte[] utf8 = json.toString().getBytes(StandardCharsets.UTF_8);
        headers.putSingle(HttpHeaders.CONTENT_LENGTH, utf8.length);
        body.write(utf8);
    }
}
