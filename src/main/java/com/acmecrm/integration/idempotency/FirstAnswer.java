package com.acmecrm.integration.idempotency;

import jakarta.json.JsonStructure;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a request was answered when it was carried out.
 *
 * @param fingerprint of that request
 * @param body byte for byte, in UTF-8
 */
record FirstAnswer(
        String fingerprint, int status, Optional<String> location, Optional<String> tag, Optional<String> body) {

    private static final String REPLAYED = "Idempotency-Replayed";

    static FirstAnswer of(KeyedRequest request, Response response) {
        return new FirstAnswer(
                request.fingerprint(),
                response.getStatus(),
                Optional.ofNullable(response.getHeaderString(HttpHeaders.LOCATION)),
                Optional.ofNullable(response.getHeaderString(HttpHeaders.ETAG)),
                Optional.ofNullable(response.getEntity()).map(FirstAnswer::text));
    }

    private static String text(Object entity) {
        if (entity instanceof JsonStructure json) {
            return json.toString(); // as it is written to the client
        }
        throw new IllegalStateException("An @Idempotent method answers JSON-P, not " + entity.getClass());
    }

    Response replay() {
        Response.ResponseBuilder response = Response.status(status).header(REPLAYED, true);
        location.ifPresent(address -> response.header(HttpHeaders.LOCATION, address));
        tag.ifPresent(text -> response.header(HttpHeaders.ETAG, text));
        // As bytes: read and written as JSON anew, it might come out in another notation.
        body.map(text -> text.getBytes(StandardCharsets.UTF_8))
                .ifPresent(
                        bytes -> response.type(MediaType.APPLICATION_JSON_TYPE).entity(bytes));
        return response.build();
    }
}
