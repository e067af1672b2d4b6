package com.acmecrm.integration.platform;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** A page of a list on the wire: {@code data}, {@code meta} and a {@code Link} to the next page (RFC 8288). */
public final class ListResponse {

    private static final String CURSOR = "cursor";

    private ListResponse() {}

    public static Response of(List<JsonObject> items, int limit, Optional<String> nextCursor, UriInfo uriInfo) {
        return of(items, limit, nextCursor, JsonValue.EMPTY_JSON_OBJECT, uriInfo);
    }

    /** @param more members of {@code meta} */
    public static Response of(
            List<JsonObject> items, int limit, Optional<String> nextCursor, JsonObject more, UriInfo uriInfo) {
        JsonArrayBuilder data = JSON.createArrayBuilder();
        items.forEach(data::add);
        JsonObjectBuilder meta = JSON.createObjectBuilder().add("limit", limit);
        nextCursor.ifPresentOrElse(cursor -> meta.add("nextCursor", cursor), () -> meta.addNull("nextCursor"));
        more.forEach(meta::add);
        Response.ResponseBuilder response = Response.ok(
                JSON.createObjectBuilder().add("data", data).add("meta", meta).build());
        nextCursor.ifPresent(
                cursor -> response.header(HttpHeaders.LINK, "<" + next(uriInfo, cursor) + ">; rel=\"next\""));
        return response.build();
    }

    /**
     * As the client wrote it, save the cursor. Not by a UriBuilder: the servers' differ in what they make of {@code +}
     * and of what is encoded already. Without the host, which is whatever the client has written into {@code Host}.
     */
    private static String next(UriInfo uriInfo, String cursor) {
        String query =
                Optional.ofNullable(uriInfo.getRequestUri().getRawQuery()).orElse("");
        String kept = Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.isEmpty() && !isCursor(parameter))
                .map(parameter -> parameter + "&")
                .collect(Collectors.joining());
        return uriInfo.getRequestUri().getRawPath() + "?" + kept + CURSOR + "=" + cursor;
    }

    private static boolean isCursor(String parameter) {
        return URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8)
                .equals(CURSOR);
    }
}
