package com.acmecrm.integration.contact.upsert;

import com.acmecrm.integration.contact.Contact;
import com.acmecrm.integration.contact.ContactFields;
import com.acmecrm.integration.contact.ContactValidator;
import com.acmecrm.integration.contact.Preconditions;
import com.acmecrm.integration.contact.StaleContactException;
import com.acmecrm.integration.platform.OnRequestDatabase;
import com.acmecrm.integration.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Creates or replaces contacts by their external ids. Each method is one transaction. */
@ApplicationScoped
@Transactional
@OnRequestDatabase
public class UpsertService {

    @Inject
    ContactUpserts upserts;

    @Inject
    ContactValidator validator;

    /**
     * Replaces all writable fields. What changes nothing keeps the version and makes no event.
     *
     * @throws StaleContactException if the contact is not in the version that the client has seen
     * @throws ProblemException 412 if it must be there and is not, 422 with every field at fault
     */
    Upserted upsert(ContactReplacement wanted, Preconditions preconditions) {
        return upserts.upsert(wanted.externalId(), existing -> decide(existing, wanted, preconditions));
    }

    private ContactFields decide(Optional<Contact> existing, ContactReplacement wanted, Preconditions preconditions) {
        preconditions.check(existing, wanted);
        ContactFields fields = wanted.fields();
        validator.check(existing.map(Contact::fields), fields, wanted.identityErrors(existing));
        return fields;
    }
}
