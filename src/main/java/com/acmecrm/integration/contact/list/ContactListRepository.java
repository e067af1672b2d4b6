package com.acmecrm.integration.contact.list;

import com.acmecrm.integration.contact.Address;
import com.acmecrm.integration.contact.Contact;
import com.acmecrm.integration.contact.ContactFields;
import com.acmecrm.integration.contact.ExternalId;
import com.acmecrm.integration.contact.TagsConverter;
import com.acmecrm.integration.platform.JsonText;
import com.acmecrm.integration.platform.RequestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code internal_contacts}, by conditions and in an order. */
@ApplicationScoped
public class ContactListRepository {

    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final TagsConverter TAGS = new TagsConverter();

    private static final String LIST = """
            select id, first_name, last_name, email, phone, company, title, address, notes, status, tags, custom_fields,
                source, source_id, created_at, updated_at, version, cast(%s as text) as place
            from internal_contacts
            %s
            order by %s limit ?""";

    @Inject
    RequestDatabase database;

    /** @throws com.acmecrm.integration.platform.StatementTimeoutException if it takes longer than {@link #LIMIT} */
    List<ContactPage.Row> find(ContactSelection selection, Optional<ContactPlace> behind, int limit) {
        return database.queryWithin(
                LIMIT,
                sql(selection, behind),
                ContactListRepository::row,
                parameters(selection, behind, limit).toArray());
    }

    static String sql(ContactSelection selection, Optional<ContactPlace> behind) {
        String sortValue = selection.sortValue();
        List<String> conditions = new ArrayList<>(selection.filter().conditions());
        behind.ifPresent(place -> conditions.add(selection.order().isBehind(sortValue)));
        return LIST.formatted(
                sortValue,
                conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions),
                selection.order().orderBy(sortValue));
    }

    /** In the order of {@link #sql}. */
    static List<Object> parameters(ContactSelection selection, Optional<ContactPlace> behind, int limit) {
        List<Object> parameters = new ArrayList<>(selection.filter().operands());
        behind.ifPresent(place -> parameters.addAll(List.of(place.value(), place.id())));
        parameters.add(limit);
        return parameters;
    }

    private static ContactPage.Row row(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Contact contact = new Contact(
                id,
                fields(row),
                new ExternalId(row.getString("source"), row.getString("source_id")),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                row.getLong("version"));
        return new ContactPage.Row(contact, new ContactPlace(row.getString("place"), id));
    }

    private static ContactFields fields(ResultSet row) throws SQLException {
        return new ContactFields(
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("company"),
                row.getString("title"),
                Address.of(JsonText.parse(row.getString("address"))),
                row.getString("notes"),
                row.getString("status"),
                TAGS.convertToEntityAttribute(row.getString("tags")),
                JsonText.parse(row.getString("custom_fields")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
