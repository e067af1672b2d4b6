package com.acmecrm.integration.contact.list;

import com.acmecrm.integration.platform.OnRequestDatabase;
import com.acmecrm.integration.platform.StatementTimeoutException;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
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

    /** @throws ProblemException 400 if it would take too long to find them */
    ContactPage page(ContactSelection selection, Optional<ContactPlace> behind, int limit) {
        try {
            return ContactPage.of(contacts.find(selection, behind, limit + 1), limit);
        } catch (StatementTimeoutException tooBroad) {
            throw ProblemException.of(
                    ProblemType.QUERY_TOO_BROAD,
                    "The query takes longer than %d s; narrow it down: a longer q, or one more filter."
                            .formatted(ContactListRepository.LIMIT.toSeconds()));
        }
    }
}
