package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.JsonObjectConverter;
import com.acmecrm.integration.platform.SqlDatabase.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Rows of {@code internal_contacts} as statements past the entity read and write them. */
public final class ContactRows {

    private static final Address.ColumnConverter ADDRESS = new Address.ColumnConverter();
    private static final TagsConverter TAGS = new TagsConverter();
    private static final JsonObjectConverter CUSTOM_FIELDS = new JsonObjectConverter();

    private ContactRows() {}

    public static Contact contact(ResultSet row) throws SQLException {
        return new Contact(
                row.getObject("id", UUID.class),
                fields(row),
                new ExternalId(row.getString("source"), row.getString("source_id")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                row.getLong("version"));
    }

    private static ContactFields fields(ResultSet row) throws SQLException {
        return new ContactFields(
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("company"),
                row.getString("title"),
                ADDRESS.convertToEntityAttribute(row.getString("address")),
                row.getString("notes"),
                row.getString("status"),
                TAGS.convertToEntityAttribute(row.getString("tags")),
                CUSTOM_FIELDS.convertToEntityAttribute(row.getString("custom_fields")));
    }

    /** One parameter for each column, in the order of the table. */
    static Object[] columns(List<Contact> contacts) {
        return Stream.of(
                        Stream.of(Values.of("uuid", contacts, Contact::id)),
                        texts(contacts),
                        Stream.of(
                                times(contacts, Contact::createdAt),
                                times(contacts, Contact::updatedAt),
                                Values.of("int8", contacts, Contact::version)))
                .flatMap(Function.identity())
                .toArray();
    }

    private static Stream<Values> texts(List<Contact> contacts) {
        return Stream.<Function<Contact, String>>of(
                        contact -> contact.fields().firstName(),
                        contact -> contact.fields().lastName(),
                        contact -> contact.fields().email(),
                        contact -> contact.fields().phone(),
                        contact -> contact.fields().company(),
                        contact -> contact.fields().title(),
                        contact ->
                                ADDRESS.convertToDatabaseColumn(contact.fields().address()),
                        contact -> contact.fields().notes(),
                        contact -> contact.fields().status(),
                        contact -> TAGS.convertToDatabaseColumn(contact.fields().tags()),
                        contact -> CUSTOM_FIELDS.convertToDatabaseColumn(
                                contact.fields().customFields()),
                        contact -> contact.externalId().source(),
                        contact -> contact.externalId().sourceId())
                .map(column -> Values.of("text", contacts, column));
    }

    /** As text: the driver knows no arrays of instants. */
    static Values times(List<Contact> contacts, Function<Contact, Instant> time) {
        return Values.of("timestamptz", contacts, time.andThen(Instant::toString));
    }
}
