package com.acmecrm.integration.contact;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

class ContactMapperTest {

    private static final UUID ID = UUID.fromString("c98eaa00-b3ff-4388-82bc-f6216f37645b");
    private static final Instant CREATED = Instant.parse("2025-05-20T02:36:25.761Z");
    private static final Instant UPDATED = Instant.parse("2025-05-20T03:00:08.000Z");

    @Nested
    class ToAcme {

        @Test
        void contactShouldLookAsInTheFlowDocument() {
            Contact contact = contact("""
                    {"firstName": "John", "lastName": "Doe", "email": "john.doe@example.com", "phone": "555-123-4567",
                     "company": "Acme Inc", "title": "Software Engineer"}""", CREATED);

            assertThatJson(ContactMapper.toAcme(contact).toString()).isEqualTo("""
                            {"id": "contact-1", "acme_tags": [], "acme_email": "john.doe@example.com", "acme_notes": "",
                             "acme_phone": "555-123-4567", "acme_title": "Software Engineer", "acme_status": "Active",
                             "acme_address": "", "acme_company": "Acme Inc", "acme_version": 1, "acme_last_name": "Doe",
                             "acme_created_at": "2025-05-20T02:36:25.761Z", "acme_first_name": "John",
                             "acme_updated_at": "2025-05-20T02:36:25.761Z", "acme_custom_fields": {}}""");
        }

        @ParameterizedTest
        @CsvSource({"active, Active", "inactive, Inactive", "archived, Archived"})
        void statusShouldBeCapitalised(String internal, String acme) {
            Contact contact = contact("{\"status\": \"%s\"}".formatted(internal), CREATED);

            assertThat(ContactMapper.toAcme(contact).getString("acme_status")).isEqualTo(acme);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{'street':'1 Main St','city':'Town','state':'CA','postalCode':'9','country':'US'}"
                            + " | 1 Main St, Town, CA, 9, US",
                    "{'city':'Town'} | , Town, , , ",
                    "{'street':'a,b\\\\c\\nd'} | a\\,b\\\\c\\nd, , , , ",
                    "{} | ''"
                },
                quoteCharacter = '"',
                ignoreLeadingAndTrailingWhitespace = false)
        void addressShouldBeOneLineThatKeepsEveryPlace(String address, String line) {
            Contact contact = contact("{\"address\": %s}".formatted(address.replace('\'', '"')), CREATED);

            String expected = line.substring(1).replace("''", "");
            assertThat(ContactMapper.toAcme(contact).getString("acme_address")).isEqualTo(expected);
        }
    }

    @Nested
    class Changes {

        @Test
        void changedValuesShouldBeNamedWithTheTime() {
            Contact before = contact("{\"lastName\": \"Smith\", \"title\": \"Manager\"}", CREATED);
            Contact after = contact("{\"lastName\": \"Smith-Jones\", \"title\": \"Manager\"}", UPDATED);

            assertThatJson(ContactMapper.changes(before, after).values().toString())
                    .isEqualTo("""
                            {"acme_last_name": "Smith-Jones", "acme_updated_at": "2025-05-20T03:00:08.000Z"}""");
        }

        @Test
        void timeShouldBeNamedAlsoWhenTheClockStoodStill() {
            Contact before = contact("{\"notes\": \"a\"}", CREATED);
            Contact after = contact("{\"notes\": \"b\"}", CREATED);

            assertThat(ContactMapper.changes(before, after).names())
                    .containsExactlyInAnyOrder("acme_notes", "acme_updated_at");
        }
    }

    private static Contact contact(String fields, Instant updatedAt) {
        JsonObject json = Json.createReader(new StringReader(fields)).readObject();
        return new Contact(ID, ContactFields.of(json), new ExternalId("acmecrm", "contact-1"), CREATED, updatedAt, 1);
    }
}
