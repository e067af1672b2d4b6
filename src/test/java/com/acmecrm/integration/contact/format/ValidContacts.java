package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.contact.Address;
import com.acmecrm.integration.contact.ContactFields;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Fields as they can be after validation, with all that text and numbers can be. */
final class ValidContacts {

    private ValidContacts() {}

    static Arbitrary<ContactFields> fields() {
        return Combinators.combine(texts(100), texts(200), addresses(), texts(1_000), statuses(), tags(), objects(4))
                .as((name, company, address, notes, status, tags, customFields) -> new ContactFields(
                        name + "a",
                        "b" + name,
                        "a@example.com",
                        name,
                        company,
                        company,
                        address,
                        notes,
                        status,
                        tags,
                        customFields));
    }

    static Arbitrary<Address> addresses() {
        Arbitrary<String> place = Arbitraries.oneOf(Arbitraries.just(""), texts(40));
        return Combinators.combine(place, place, place, place, place).as(Address::new);
    }

    /** Rich in what has a meaning in AcmeCRM's line of an address. */
    static Arbitrary<String> texts(int max) {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars(',', ' ', '\\', 'n', '\n', '\r', '\t', '"', 'a', '\u0001', '\u2028', 'é')
                        .ofMaxLength(Math.min(max, 20)),
                Arbitraries.of("🎈👩‍👩‍👧", "مرحبا \u202eabc", ", , , , ", "\\n", "null", "Active"),
                Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(Math.min(max, 60)));
    }

    /** Any JSON, so many levels deep. */
    static Arbitrary<JsonValue> values(int depth) {
        Arbitrary<JsonValue> leaf = Arbitraries.oneOf(
                texts(40).map(Json::createValue),
                numbers().map(Json::createValue),
                Arbitraries.of(JsonValue.TRUE, JsonValue.FALSE, JsonValue.NULL));
        return depth == 0
                ? leaf
                : Arbitraries.oneOf(
                        leaf,
                        values(depth - 1).list().ofMaxSize(3).map(ValidContacts::array),
                        objects(depth).map(object -> (JsonValue) object));
    }

    private static Arbitrary<String> statuses() {
        return Arbitraries.of("active", "inactive", "archived");
    }

    private static Arbitrary<List<String>> tags() {
        return texts(50).filter(tag -> !tag.isEmpty()).list().uniqueElements().ofMaxSize(5);
    }

    private static Arbitrary<JsonObject> objects(int depth) {
        return Arbitraries.maps(texts(20), values(depth - 1)).ofMaxSize(3).map(ValidContacts::object);
    }

    /** As they are kept: without an exponent that only adds zeros. */
    private static Arbitrary<BigDecimal> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.bigDecimals().ofScale(12),
                Arbitraries.of("0", "1.50", "100", "12345678901234567890.12345678901234567890", "1e-30")
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
}
