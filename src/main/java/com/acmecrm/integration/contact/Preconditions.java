package com.acmecrm.integration.contact;

import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import java.util.List;
import java.util.Optional;

/**
 * The preconditions of a request for a contact, evaluated in the order of RFC 9110, section 13.2.2: {@code If-Match},
 * {@code If-None-Match}, then the version in the body, which is ours.
 */
public record Preconditions(IfMatch ifMatch, IfNoneMatch ifNoneMatch) {

    /** @param ifMatch and {@code ifNoneMatch}: the lines of these headers */
    public static Preconditions of(List<String> ifMatch, List<String> ifNoneMatch) {
        return new Preconditions(IfMatch.of(ifMatch), IfNoneMatch.of(ifNoneMatch));
    }

    /**
     * Whether a read is answered with 304.
     *
     * @throws StaleContactException 412 if {@code If-Match} does not name the contact's version
     */
    public boolean isNotModified(Contact contact) {
        checkIfMatch(contact, ContactPatch.NONE);
        return ifNoneMatch.matches(contact.version());
    }

    /**
     * For a change that may be made without naming a version.
     *
     * @throws StaleContactException 412 if a header does not allow the change, 409 if the version in the body is another
     */
    public void check(Contact contact, ContactChange change) {
        checkHeaders(contact, change);
        if (change.version().orElse(contact.version()) != contact.version()) {
            throw StaleContactException.staleVersion(contact.id(), change);
        }
    }

    /**
     * For a change that must name the version that it changes.
     *
     * @throws ProblemException 428 if neither {@code If-Match} nor the body names it
     * @throws StaleContactException as {@link #check(Contact, ContactChange)}
     */
    public void checkVersioned(Contact contact, ContactChange change) {
        // Before 428: If-None-Match makes the request conditional, too, and a precondition that fails is always 412.
        checkHeaders(contact, change);
        if (!ifMatch.isPresent() && change.version().isEmpty()) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Say which version you change: \"version\" in the body, or an If-Match header.");
        }
        check(contact, change);
    }

    /**
     * For an upsert.
     *
     * @throws ProblemException 412 if a contact must exist and does not
     * @throws StaleContactException as {@link #check(Contact, ContactChange)}
     */
    public void check(Optional<Contact> existing, ContactChange change) {
        existing.ifPresentOrElse(contact -> check(contact, change), this::checkAbsent);
    }

    /** Another writer was faster, between our read and our write. */
    StaleContactException overtaken(Contact contact, ContactChange change) {
        return ifMatch.isPresent()
                ? StaleContactException.failedPrecondition(contact.id(), change)
                : StaleContactException.staleVersion(contact.id(), change);
    }

    private void checkHeaders(Contact contact, ContactChange change) {
        checkIfMatch(contact, change);
        if (ifNoneMatch.matches(contact.version())) {
            throw StaleContactException.alreadyThere(contact.id(), change);
        }
    }

    private void checkIfMatch(Contact contact, ContactChange change) {
        if (!ifMatch.allows(contact.version())) {
            throw StaleContactException.failedPrecondition(contact.id(), change);
        }
    }

    private void checkAbsent() {
        if (ifMatch.isPresent()) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_FAILED, "There is no contact with this source and sourceId.");
        }
    }
}
