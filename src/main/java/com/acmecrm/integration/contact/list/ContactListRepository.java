package com.acmecrm.integration.contact.list;

import com.acmecrm.integration.contact.Contact;
import com.acmecrm.integration.contact.ContactRows;
import com.acmecrm.integration.platform.RequestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of {@code internal_contacts}, by conditions and in an order. */
@ApplicationScoped
public class ContactListRepository {

    private static final String LIST = """
            select id, first_name, last_name, email, phone, company, title, address, notes, status, tags, custom_fields,
                source, source_id, created_at, updated_at, version, cast(%s as text) as place
            from internal_contacts
            %s
            order by %s limit ?""";

    @Inject
    RequestDatabase database;

    /** @throws com.acmecrm.integration.platform.StatementTimeoutException if it takes too long */
    List<ContactPage.Row> find(ContactSelection selection, Optional<ContactPlace> behind, int limit) {
        return database.queryList(
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
        Contact contact = ContactRows.contact(row);
        return new ContactPage.Row(contact, new ContactPlace(row.getString("place"), contact.id()));
    }
}
