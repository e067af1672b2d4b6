package com.acmecrm.integration.system;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** The list of contacts as a client walks it, however often. */
record ContactPages(Api api) {

    static final String PATH = "/api/contacts";

    /** @param query name, value, name, value … */
    static String address(String... query) {
        StringBuilder address = new StringBuilder(PATH);
        for (int index = 0; index < query.length; index += 2) {
            address.append(index == 0 ? '?' : '&')
                    .append(query[index])
                    .append('=')
                    .append(URLEncoder.encode(query[index + 1], StandardCharsets.UTF_8));
        }
        return address.toString();
    }

    Answer get(String... query) {
        return follow(address(query));
    }

    Answer follow(String address) {
        Redis.clearRateLimits(PATH);
        return api.get(address);
    }

    List<String> ids(String... query) {
        return ids(get(query));
    }

    static List<String> ids(Answer page) {
        return contacts(page).stream().map(contact -> contact.getString("id")).toList();
    }

    static List<JsonObject> contacts(Answer page) {
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        return page.json().getJsonArray("data").getValuesAs(JsonObject.class);
    }

    static Optional<String> cursor(Answer page) {
        JsonValue cursor = page.json().getJsonObject("meta").get("nextCursor");
        return cursor == JsonValue.NULL
                ? Optional.empty()
                : Optional.of(page.json().getJsonObject("meta").getString("nextCursor"));
    }

    /** Where {@code Link} leads to, without the host. */
    static String next(Answer page) {
        String link = page.header("Link").orElseThrow();
        assertThat(link).matches("</api/contacts\\?.*>; ?rel=\"next\"");
        String address = link.substring(1, link.indexOf('>'));
        return address.substring(address.indexOf(PATH));
    }

    /** All pages, by {@code Link}. */
    List<JsonObject> walk(String... query) {
        Answer page = get(query);
        List<JsonObject> met = new ArrayList<>(contacts(page));
        while (cursor(page).isPresent()) {
            page = follow(next(page));
            met.addAll(contacts(page));
        }
        assertThat(page.header("Link")).isEmpty();
        return met;
    }

    JsonObject create(String fields) {
        Redis.clearRateLimits(PATH);
        Answer answer = api.post(PATH, fields);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.data();
    }
}
