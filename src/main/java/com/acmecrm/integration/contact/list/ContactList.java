package com.acmecrm.integration.contact.list;

import com.acmecrm.integration.platform.OnRequestDatabase;
import com.acmecrm.integration.platform.StatementTimeoutException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Lists contacts, in a transaction for each page. */
@ApplicationScoped
@Transactional
@OnRequestDatabase
public class ContactList {

    @Inject
    ContactListRepository contacts;

    /** @throws StatementTimeoutException if it would take too long to find them */
    ContactPage page(ContactSelection selection, Optional<ContactPlace> behind, int limit) {
        return ContactPage.of(contacts.find(selection, behind, limit + 1), limit);
    }
}
