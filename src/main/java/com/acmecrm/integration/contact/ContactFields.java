package com.acmecrm.integration.contact;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * What a client may write of a contact, with the limits of each field; what is not set is empty. Two contacts with
 * equal fields differ only in identity and history.
 */
public record ContactFields(
        @Visible @TextLength(max = 100) String firstName,
        @Visible @TextLength(max = 100) String lastName,

        @Visible @EmailAddress @TextLength(max = EmailAddress.MAX)
        String email,

        @TextLength(max = 50) String phone,
        @TextLength(max = 200) String company,
        @TextLength(max = 200) String title,
        @Valid Address address,
        @TextLength(max = 10_000) String notes,

        @Pattern(regexp = "active|inactive|archived", message = "must be active, inactive or archived")
        String status,

        @Size(max = 50, message = "must be at most 50 tags") List<@Visible @TextLength(max = 50) String> tags,
        @CustomFieldsLimit JsonObject customFields) {

    /** In the order in which every answer shows them. */
    public static final List<String> NAMES = List.of(
            "firstName",
            "lastName",
            "email",
            "phone",
            "company",
            "title",
            "address",
            "notes",
            "status",
            "tags",
            "customFields");

    /** @param json of the right types; absent and null are cleared to empty, {@code status} to {@code active} */
    public static ContactFields of(JsonObject json) {
        String status =
                JsonFields.isSet(json, "status") ? json.getString("status") : ContactStatus.ACTIVE.internalName();
        return new ContactFields(
                JsonFields.text(json, "firstName"),
                JsonFields.text(json, "lastName"),
                JsonFields.text(json, "email"),
                JsonFields.text(json, "phone"),
                JsonFields.text(json, "company"),
                JsonFields.text(json, "title"),
                Address.of(JsonFields.object(json, "address")),
                JsonFields.text(json, "notes"),
                status,
                JsonFields.texts(json, "tags"),
                JsonFields.object(json, "customFields"));
    }

    public JsonObject toJson() {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        addTo(json);
        return json.build();
    }

    public void addTo(JsonObjectBuilder json) {
        json.add("firstName", firstName)
                .add("lastName", lastName)
                .add("email", email)
                .add("phone", phone)
                .add("company", company)
                .add("title", title)
                .add("address", address.toJson())
                .add("notes", notes)
                .add("status", status)
                .add("tags", JSON.createArrayBuilder(tags))
                .add("customFields", customFields);
    }

    /** The fields in which two contacts are equal. */
    Set<String> namesOfEqual(ContactFields other) {
        JsonObject mine = toJson();
        JsonObject theirs = other.toJson();
        return NAMES.stream()
                .filter(name -> mine.get(name).equals(theirs.get(name)))
                .collect(Collectors.toSet());
    }
}
