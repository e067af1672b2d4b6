package com.acmecrm.integration.contact.list;

import com.acmecrm.integration.contact.Contact;
import java.util.List;
import java.util.Optional;

/** A page of the list, and the place behind which the next one begins. */
record ContactPage(List<Contact> contacts, Optional<ContactPlace> next) {

    /** @param rows up to one more than fit: it tells that there is a next page */
    static ContactPage of(List<Row> rows, int limit) {
        List<Row> page = rows.subList(0, Math.min(limit, rows.size()));
        return new ContactPage(
                page.stream().map(Row::contact).toList(),
                rows.size() > limit ? Optional.of(page.get(limit - 1).place()) : Optional.empty());
    }

    /** One contact and where it stands. */
    record Row(Contact contact, ContactPlace place) {}
}
