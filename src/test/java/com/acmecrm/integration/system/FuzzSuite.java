package com.acmecrm.integration.system;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Random contacts: never a 5xx, never half a contact, and what was accepted comes back as it went in. */
abstract class FuzzSuite {

    private static final int CASES = 2_000;
    private static final int CASES_IN_A_WINDOW = 25;

    @Test
    void acceptedContactShouldComeBackAsItWentIn() {
        Api api = Api.admin();
        List<JsonObject> contacts = new ArrayList<>();
        JqwikSession.run(
                () -> ContactShapes.contacts().sampleStream().limit(CASES).forEach(contacts::add));
        int accepted = 0;

        for (int index = 0; index < CASES; index++) {
            if (index % CASES_IN_A_WINDOW == 0) {
                Redis.clearRateLimits();
            }
            JsonObject contact = contacts.get(index);
            Answer created = api.post("/api/contacts", contact.toString());
            assertThat(created.status()).as("%s%n%s", contact, created).isIn(201, 400, 422);
            if (created.status() == 201) {
                accepted++;
                Answer read = api.get("/api/contacts/" + created.id());
                assertThat(plain(read.json())).isEqualTo(plain(created.json()));
                assertThat(writable(read.data(), contact))
                        .as(contact.toString())
                        .isEqualTo(normal(contact));
            }
        }

        assertThat(accepted).as("enough shapes are acceptable").isGreaterThan(CASES / 10);
        assertThat(Twins.missing()).isEmpty();
    }

    /** What the answer has for each property that was sent. */
    private static Map<String, Object> writable(JsonObject answer, JsonObject sent) {
        Map<String, Object> writable = new LinkedHashMap<>();
        sent.keySet().forEach(name -> writable.put(name, plain(answer.get(name))));
        return writable;
    }

    /** What the contract makes of what was sent: null clears, empty members of an address go, tags stand once. */
    private static Map<String, Object> normal(JsonObject sent) {
        Map<String, Object> normal = new LinkedHashMap<>();
        sent.forEach((name, value) -> normal.put(name, normal(name, value)));
        return normal;
    }

    private static Object normal(String name, JsonValue value) {
        boolean isNull = value == JsonValue.NULL;
        return switch (name) {
            case "address" -> isNull ? Map.of() : withoutEmpty(value.asJsonObject());
            case "tags" -> isNull ? List.of() : new ArrayList<>(new LinkedHashSet<>((List<?>) plain(value)));
            case "customFields" -> isNull ? Map.of() : plain(value);
            case "status" -> isNull ? "\"active" : plain(value);
            default -> isNull ? "\"" : plain(value);
        };
    }

    private static Map<String, Object> withoutEmpty(JsonObject address) {
        Map<String, Object> members = new LinkedHashMap<>();
        address.forEach((name, value) -> {
            if (value != JsonValue.NULL && !((JsonString) value).getString().isEmpty()) {
                members.put(name, plain(value));
            }
        });
        return members;
    }

    /** Numbers by their value, whatever their notation. */
    private static Object plain(JsonValue value) {
        if (value instanceof JsonObject object) {
            Map<String, Object> members = new LinkedHashMap<>();
            object.forEach((name, member) -> members.put(name, plain(member)));
            return members;
        }
        if (value instanceof JsonArray array) {
            return array.stream().map(FuzzSuite::plain).toList();
        }
        if (value instanceof JsonNumber number) {
            return number.bigDecimalValue().signum() == 0
                    ? "0"
                    : number.bigDecimalValue().stripTrailingZeros().toString();
        }
        return value instanceof JsonString text ? "\"" + text.getString() : String.valueOf(value);
    }
}
