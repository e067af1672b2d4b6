package com.acmecrm.integration.system;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.Optional;

/** What the service answered. */
record Answer(int status, String body, HttpResponse<String> response) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body(), response);
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    JsonObject json() {
        return parse(body);
    }

    static JsonObject parse(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    JsonObject data() {
        return json().getJsonObject("data");
    }

    String id() {
        return data().getString("id");
    }

    @Override
    public String toString() {
        return status + " " + body;
    }
}
