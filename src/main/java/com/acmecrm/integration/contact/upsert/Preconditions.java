package com.acmecrm.integration.contact.upsert;

import com.acmecrm.integration.contact.Contact;
import com.acmecrm.integration.contact.IfMatch;
import com.acmecrm.integration.contact.IfNoneMatch;
import com.acmecrm.integration.contact.StaleContactException;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import java.util.Optional;

/** What must hold of a contact before it is replaced: the headers, in the order of RFC 9110, section 13.2.2. */
record Preconditions(IfMatch ifMatch, IfNoneMatch ifNoneMatch) {

    /**
     * @throws ProblemException 412 if a contact must be there and is not
     * @throws StaleContactException if it is in another version, or there and must not be; by its version in the body, too
     */
    void check(Optional<Contact> existing, ContactReplacement wanted) {
        existing.ifPresentOrElse(contact -> check(contact, wanted), this::checkAbsent);
    }

    private void check(Contact contact, ContactReplacement wanted) {
        if (!ifMatch.allows(contact.version())) {
            throw StaleContactException.failedPrecondition(contact.id(), wanted);
        }
        if (ifNoneMatch.matches(contact.version())) {
            throw StaleContactException.alreadyThere(contact.id(), wanted);
        }
        if (wanted.version().orElse(contact.version()) != contact.version()) {
            throw StaleContactException.staleVersion(contact.id(), wanted);
        }
    }

    private void checkAbsent() {
        if (ifMatch.isPresent()) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_FAILED, "There is no contact with this source and sourceId.");
        }
    }
}
