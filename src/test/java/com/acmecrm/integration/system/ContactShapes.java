package com.acmecrm.integration.system;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random JSON that looks like contacts: mostly acceptable, with all that text and numbers can be. */
public final class ContactShapes {

    private static final List<String> AWKWARD = List.of(
            "",
            " ",
            "\"",
            "'; drop table internal_contacts; --",
            "\\",
            "a\nb\r\n\tc",
            "🎈👩‍👩‍👧",
            "مرحبا \u202eabc",
            "שלום",
            "Ünïcödé",
            "e\u0301",
            "\uFFFD\uFFFE",
            "<script>alert(1)</script>",
            "${jndi:ldap://x}",
            "%s%n",
            "null",
            "x".repeat(120));

    private ContactShapes() {}

    static Arbitrary<JsonObject> contacts() {
        Arbitrary<JsonValue> text = texts().map(Json::createValue);
        return Combinators.combine(
                        oftenAcceptable(name(), text),
                        oftenAcceptable(email(), text),
                        Arbitraries.maps(
                                        Arbitraries.of("phone", "company", "title", "notes", "firstName", "nonsense"),
                                        sometimesStrange(text))
                                .ofMaxSize(3),
                        address().injectNull(0.3),
                        tags().injectNull(0.3),
                        values(3).map(ContactShapes::asObject).injectNull(0.3),
                        Arbitraries.of("active", "inactive", "archived", "sleeping")
                                .injectNull(0.5))
                .as(ContactShapes::contact);
    }

    private static JsonObject contact(
            JsonValue lastName,
            JsonValue email,
            Map<String, JsonValue> others,
            JsonValue address,
            JsonValue tags,
            JsonObject customFields,
            String status) {
        JsonObjectBuilder contact = Json.createObjectBuilder()
                .add("firstName", "Fuzz")
                .add("lastName", lastName)
                .add("email", email);
        others.forEach(contact::add);
        Map.of("address", orNull(address), "tags", orNull(tags), "customFields", orNull(customFields))
                .forEach(contact::add);
        if (status != null) {
            contact.add("status", status);
        }
        return contact.build();
    }

    private static JsonValue orNull(JsonValue value) {
        return value == null ? JsonValue.NULL : value;
    }

    public static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(AWKWARD),
                Arbitraries.strings().ofMaxLength(40).filter(ContactShapes::isWellFormed),
                Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(60));
    }

    /** What is refused wherever it stands has its rows in the error table; here it would leave little to accept. */
    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(point -> point == 0 || point >= 0xD800 && point <= 0xDFFF);
    }

    private static Arbitrary<JsonValue> name() {
        return Arbitraries.of("Lovelace", "Ňovák", "de la Cruz", "李", "O'Brien").map(Json::createValue);
    }

    private static Arbitrary<JsonValue> email() {
        return Arbitraries.of("a@example.com", "a.b+c@sub.example.org").map(Json::createValue);
    }

    private static Arbitrary<JsonValue> oftenAcceptable(Arbitrary<JsonValue> good, Arbitrary<JsonValue> any) {
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(9, good), net.jqwik.api.Tuple.of(1, any));
    }

    private static Arbitrary<JsonValue> sometimesStrange(Arbitrary<JsonValue> good) {
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(9, good), net.jqwik.api.Tuple.of(1, values(1)));
    }

    private static Arbitrary<JsonValue> address() {
        return Arbitraries.maps(
                        Arbitraries.of("street", "city", "state", "postalCode", "country"),
                        texts().map(Json::createValue).map(value -> (JsonValue) value))
                .ofMaxSize(5)
                .map(ContactShapes::object);
    }

    private static Arbitrary<JsonValue> tags() {
        return texts().list()
                .ofMaxSize(4)
                .map(tags -> Json.createArrayBuilder(tags).build());
    }

    /** Any JSON, so many levels deep. */
    public static Arbitrary<JsonValue> values(int depth) {
        Arbitrary<JsonValue> leaf = Arbitraries.oneOf(
                texts().map(Json::createValue),
                numbers().map(Json::createValue),
                Arbitraries.of(Set.of(JsonValue.TRUE, JsonValue.FALSE, JsonValue.NULL)));
        if (depth == 0) {
            return leaf;
        }
        return Arbitraries.oneOf(
                leaf,
                values(depth - 1).list().ofMaxSize(3).map(ContactShapes::array),
                Arbitraries.maps(texts(), values(depth - 1)).ofMaxSize(3).map(ContactShapes::object));
    }

    /** Objects that may be custom fields, so many levels deep. */
    static Arbitrary<JsonObject> objects(int depth) {
        return Arbitraries.maps(texts(), values(depth)).ofMaxSize(4).map(ContactShapes::object);
    }

    /** Far beyond what a double can hold. */
    private static Arbitrary<BigDecimal> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.bigDecimals().ofScale(12),
                Arbitraries.bigIntegers()
                        .between(java.math.BigInteger.TEN.pow(60).negate(), java.math.BigInteger.TEN.pow(60))
                        .map(BigDecimal::new),
                Arbitraries.of("0", "-0.0", "1E+2", "1e-30", "12345678901234567890.12345678901234567890", "1.50")
                        .map(BigDecimal::new));
    }

    private static JsonValue array(List<JsonValue> values) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        values.forEach(array::add);
        return array.build();
    }

    private static JsonObject object(Map<String, JsonValue> members) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        members.forEach(object::add);
        return object.build();
    }

    private static JsonObject asObject(JsonValue value) {
        return value instanceof JsonObject object
                ? object
                : Json.createObjectBuilder().add("value", value).build();
    }
}
