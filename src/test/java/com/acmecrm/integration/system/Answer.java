package com.acmecrm.integration.system;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.Optional;

/** What the service answered. */
public record Answer(int status, String body, HttpResponse<String> response) {

    public static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body(), response);
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    public JsonObject json() {
        return parse(body);
    }

    public static JsonObject parse(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    public JsonObject data() {
        return json().getJsonObject("data");
    }

    public String id() {
        return data().getString("id");
    }

    @Override
    public String toString() {
        return status + " " + body;
    }
}
