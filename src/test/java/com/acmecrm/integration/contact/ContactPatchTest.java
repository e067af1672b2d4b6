package com.acmecrm.integration.contact;

import com.acmecrm.integration.problem.FieldError;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.acmecrm.integration.platform.JsonP.JSON;
import static org.assertj.core.api.Assertions.assertThat;

class ContactPatchTest {

    private final Contact contact = new Contact(
            UUID.fromString("0d9f4c8e-6f43-4b52-9a55-6a8c5f0c7f10"),
            ContactFields.of(JSON.createObjectBuilder().build()),
            new ExternalId("erp", "Example-1"),
            Instant.parse("2025-05-20T02:36:25.700Z"),
            Instant.parse("2025-05-21T00:00:00.000Z"),
            4);

    @ParameterizedTest
    @CsvSource({
        "id, 0d9f4c8e-6f43-4b52-9a55-6a8c5f0c7f10",
        "id, 0D9F4C8E-6F43-4B52-9A55-6A8C5F0C7F10",
        "source, erp",
        "sourceId, Example-1",
        "createdAt, 2025-05-20T02:36:25.700Z",
        "createdAt, 2025-05-20T02:36:25.7Z",
        "createdAt, 2025-05-20T02:36:25.700000000Z",
        "createdAt, 2025-05-20T02:36:25.700+00:00",
        "createdAt, 2025-05-20T04:36:25.7000000+02:00",
        "createdAt, 2025-05-20t02:36:25.700z",
        "updatedAt, 2025-05-21T00:00:00Z",
        "updatedAt, 2025-05-20T19:00-05:00"
    })
    void sameValueInAnotherNotationShouldBeNoChange(String name, String value) {
        assertThat(patch(name, value).readOnlyErrors(contact)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "id, 0d9f4c8e-6f43-4b52-9a55-6a8c5f0c7f11",
        "id, nonsense",
        "source, ERP",
        "sourceId, example-1",
        "createdAt, 2025-05-20T02:36:25.701Z",
        "createdAt, 2025-05-20T02:36:25.700000001Z",
        "createdAt, 2025-05-20T02:36:25.700",
        "createdAt, nonsense",
        "updatedAt, 2025-05-20T19:00-05:01"
    })
    void otherValueShouldBeRefused(String name, String value) {
        assertThat(patch(name, value).readOnlyErrors(contact))
                .extracting(FieldError::pointer)
                .containsExactly("/" + name);
    }

    private static ContactPatch patch(String name, String value) {
        JsonObject body = JSON.createObjectBuilder().add(name, value).build();
        return ContactPatch.of(body);
    }
}
