package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.contact.Contact;
import com.acmecrm.integration.contact.ContactIds;
import com.acmecrm.integration.contact.InternalContact;
import com.acmecrm.integration.contact.InternalContactRepository;
import com.acmecrm.integration.platform.OnRequestDatabase;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Shows contacts in both formats. */
@ApplicationScoped
@Transactional
@OnRequestDatabase
public class FormatService {

    @Inject
    InternalContactRepository internalContacts;

    @Inject
    DifferencesRepository differences;

    /** @throws ProblemException 404 if there is no such contact, 409 if AcmeCRM's row is too large to be shown */
    Formats get(UUID id) {
        differences.beginSnapshot();
        Contact contact =
                internalContacts.find(id).map(InternalContact::toContact).orElseThrow(ContactIds::unknown);
        DifferencesRepository.AcmeView acme = differences.view(id);
        if (acme.known() && acme.data().isEmpty()) {
            throw ProblemException.of(
                    ProblemType.WRONG_STATE, "AcmeCRM's row is larger than 4 MiB and cannot be shown.");
        }
        return new Formats(contact, acme.data(), acme.names());
    }
}
