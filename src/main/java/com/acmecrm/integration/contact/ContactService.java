package com.acmecrm.integration.contact;

import com.acmecrm.integration.event.EventOutbox;
import com.acmecrm.integration.platform.OnRequestDatabase;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and changes contacts. Each method is one transaction; a change writes the internal row, AcmeCRM's row and the
 * event, in this order, all or none.
 */
@ApplicationScoped
@Transactional
@OnRequestDatabase
public class ContactService {

    private static final Logger LOG = LoggerFactory.getLogger(ContactService.class);

    @Inject
    InternalContactRepository internalContacts;

    @Inject
    AcmeContactRepository acmeContacts;

    @Inject
    EventOutbox outbox;

    @Inject
    ContactValidator validator;

    @Inject
    Clock clock;

    /** @throws DuplicateContactException if the external id is taken */
    Contact create(NewContact request) {
        ContactFields fields = request.fields();
        validator.check(fields, request.identityErrors());
        UUID id = UUID.randomUUID();
        ExternalId externalId = request.externalId(id);
        InternalContact row = InternalContact.create(id, externalId, fields, clock.instant());
        internalContacts.add(row, externalId);
        Contact contact = row.toContact();
        acmeContacts.add(AcmeContact.of(contact));
        outbox.append(ContactEvents.created(contact));
        LOG.info("Contact {} created", id);
        return contact;
    }

    /** @throws ProblemException 404 if there is none */
    Contact get(UUID id) {
        return internalContacts.find(id).map(InternalContact::toContact).orElseThrow(ContactService::notFound);
    }

    Optional<Contact> find(ExternalId externalId) {
        return internalContacts.find(externalId).map(InternalContact::toContact);
    }

    /** Contacts from newest to oldest. */
    ContactPage list(Optional<ContactCursor> after, int limit) {
        List<Contact> found = internalContacts.findNewest(after, limit + 1).stream()
                .map(InternalContact::toContact)
                .toList();
        if (found.size() <= limit) {
            return new ContactPage(found, Optional.empty());
        }
        List<Contact> page = found.subList(0, limit);
        return new ContactPage(page, Optional.of(ContactCursor.behind(page.get(limit - 1))));
    }

    /**
     * Changes a contact that is still in the version which the client has seen. A patch that changes nothing keeps the
     * version and makes no event.
     *
     * @throws StaleContactException if it is in another version by now, also when another writer was faster between
     *     our reading and our writing
     */
    Contact patch(UUID id, ContactPatch patch, IfMatch ifMatch) {
        InternalContact row = internalContacts.find(id).orElseThrow(ContactService::notFound);
        Contact before = row.toContact();
        checkVersion(before, patch, ifMatch);
        ContactFields fields = patch.applyTo(before.fields());
        validator.check(fields, patch.readOnlyErrors(before));
        if (fields.equals(before.fields())) {
            return before;
        }
        row.change(fields, clock.instant());
        try {
            internalContacts.write();
        } catch (OptimisticLockException overtaken) {
            throw stale(id, patch, ifMatch);
        }
        Contact after = row.toContact();
        JsonObject changes = ContactMapper.changes(before, after);
        acmeContacts.change(AcmeContact.of(after), changes);
        outbox.append(ContactEvents.updated(after, changes));
        LOG.info("Contact {} changed to version {}", id, after.version());
        return after;
    }

    /** @throws StaleContactException if {@code If-Match} names another version */
    void delete(UUID id, IfMatch ifMatch) {
        InternalContact row = internalContacts.findLocked(id).orElseThrow(ContactService::notFound);
        Contact last = row.toContact();
        if (!ifMatch.allows(last.version())) {
            throw StaleContactException.failedPrecondition(id, ContactPatch.NONE);
        }
        internalContacts.remove(row);
        acmeContacts.remove(last.externalId());
        outbox.append(ContactEvents.deleted(last));
        LOG.info("Contact {} deleted", id);
    }

    private static void checkVersion(Contact contact, ContactPatch patch, IfMatch ifMatch) {
        if (!ifMatch.isPresent() && patch.version().isEmpty()) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Say which version you change: \"version\" in the body, or an If-Match header.");
        }
        if (!ifMatch.allows(contact.version())) {
            throw StaleContactException.failedPrecondition(contact.id(), patch);
        }
        if (patch.version().orElse(contact.version()) != contact.version()) {
            throw StaleContactException.staleVersion(contact.id(), patch);
        }
    }

    private static StaleContactException stale(UUID id, ContactPatch patch, IfMatch ifMatch) {
        return ifMatch.isPresent()
                ? StaleContactException.failedPrecondition(id, patch)
                : StaleContactException.staleVersion(id, patch);
    }

    private static ProblemException notFound() {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no contact with this id.");
    }
}
