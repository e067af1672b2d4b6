package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.contact.Address;
import com.acmecrm.integration.contact.Contact;
import com.acmecrm.integration.contact.ContactFields;
import com.acmecrm.integration.contact.ContactMapper;
import com.acmecrm.integration.contact.ExternalId;
import com.acmecrm.integration.problem.FieldError;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class AcmeReaderTest {

    private static final List<String> NAMES = List.of(
            "acme_address",
            "acme_company",
            "acme_custom_fields",
            "acme_email",
            "acme_first_name",
            "acme_last_name",
            "acme_notes",
            "acme_phone",
            "acme_status",
            "acme_tags",
            "acme_title");
    private static final ContactFields EMPTY = ContactFields.of(JsonValue.EMPTY_JSON_OBJECT);

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void contactShouldComeBackFromAcmeCrmsFormat(@ForAll("contacts") ContactFields fields) {
        AcmeReader reader = new AcmeReader(EMPTY);
        JsonObject acme = toAcme(fields);

        NAMES.forEach(name -> reader.take(name, acme.get(name).toString()));

        assertThat(reader.errors()).isEmpty();
        assertThat(reader.fields()).isEqualTo(fields);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void addressShouldComeBackFromItsLine(@ForAll("addresses") Address address) {
        assertThat(AddressLine.read(address.toAcmeLine())).hasValue(address);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void lineThatIsReadableShouldMeanTheSameWhenWrittenAnew(@ForAll("lines") String line) {
        AddressLine.read(line)
                .ifPresent(address ->
                        assertThat(AddressLine.read(address.toAcmeLine())).hasValue(address));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void anyValueShouldBeTakenOrAnError(@ForAll("values") JsonValue value, @ForAll("names") String name) {
        AcmeReader reader = new AcmeReader(EMPTY);

        reader.take(name, value.toString());

        if (!reader.errors().isEmpty()) {
            assertThat(reader.fields()).isEqualTo(EMPTY);
        }
        assertThat(reader.errors()).hasSizeLessThanOrEqualTo(1);
    }

    @Example
    void unreadableValueShouldKeepTheFieldAndNameIt() {
        ContactFields ours = ContactFields.of(JsonValue.EMPTY_JSON_OBJECT);
        AcmeReader reader = new AcmeReader(ours);

        reader.take("acme_status", "\"active\"");
        reader.take("acme_address", "\"1 Main St, Town\"");
        reader.take("acme_tags", "[\"a\", 1]");
        reader.take("acme_custom_fields", "[]");
        reader.take("acme_first_name", "7");
        reader.take("acme_notes", "");
        reader.take("acme_title", "%s1%s".formatted("[".repeat(5_000), "]".repeat(5_000)));
        reader.take("acme_phone", "1" + "0".repeat(5_000));

        assertThat(reader.fields()).isEqualTo(ours);
        assertThat(reader.errors())
                .extracting(FieldError::pointer)
                .containsExactly(
                        "/status", "/address", "/tags", "/customFields", "/firstName", "/notes", "/title", "/phone");
    }

    @Example
    void refusalShouldSayWhatIsWrongAndWhere() {
        AcmeReader reader = new AcmeReader(EMPTY);

        reader.take("acme_custom_fields", "{\"n\":1%s}".formatted("0".repeat(400)));
        reader.take("acme_title", "1e2147483648");
        reader.take("acme_notes", "");
        reader.take("acme_tags", "{}");

        assertThat(reader.errors())
                .containsExactly(
                        new FieldError(
                                "/customFields",
                                "cannot be taken from AcmeCRM: acme_custom_fields/n has too many digits"),
                        new FieldError("/title", "cannot be taken from AcmeCRM: acme_title has too many digits"),
                        new FieldError(
                                "/notes", "cannot be taken from AcmeCRM: acme_notes is longer than the field may be"),
                        new FieldError("/tags", "cannot be taken from AcmeCRM: acme_tags must be an array of strings"));
    }

    @Example
    void nullShouldClear() {
        AcmeReader reader = new AcmeReader(EMPTY);
        reader.take("acme_status", "\"Archived\"");
        reader.take("acme_tags", "[\"a\",\"b\",\"a\"]");
        assertThat(reader.fields())
                .extracting(ContactFields::status, ContactFields::tags)
                .containsExactly("archived", List.of("a", "b"));

        NAMES.forEach(name -> reader.take(name, "null"));

        assertThat(reader.errors()).isEmpty();
        assertThat(reader.fields()).isEqualTo(EMPTY);
    }

    @Example
    void lineShouldBeRefusedWhereItIsAmbiguous() {
        assertThat(List.of("a", "a,b, c, d, e", "a, b, c, d", "a, b, c, d, e, f", "\\x, , , , ", "a, , , , \\", ","))
                .allSatisfy(line -> assertThat(AddressLine.read(line)).isEmpty());
        assertThat(AddressLine.read("1\\, Main\\nSt \\\\, , , , NZ"))
                .hasValue(new Address("1, Main\nSt \\", "", "", "", "NZ"));
        assertThat(List.of("", ", , , , "))
                .allSatisfy(line -> assertThat(AddressLine.read(line)).hasValue(new Address("", "", "", "", "")));
    }

    @Provide
    Arbitrary<ContactFields> contacts() {
        return ValidContacts.fields();
    }

    @Provide
    Arbitrary<Address> addresses() {
        return ValidContacts.addresses();
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.strings().withChars(',', ' ', '\\', 'n', 'a').ofMaxLength(16);
    }

    @Provide
    Arbitrary<JsonValue> values() {
        return ValidContacts.values(3);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(NAMES);
    }

    private static JsonObject toAcme(ContactFields fields) {
        Instant now = Instant.parse("2025-05-20T02:36:25.761Z");
        return ContactMapper.toAcme(
                new Contact(new UUID(0, 1), fields, new ExternalId("acmecrm", "contact-1"), now, now, 1));
    }
}
