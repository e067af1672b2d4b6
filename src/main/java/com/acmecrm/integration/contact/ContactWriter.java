package com.acmecrm.integration.contact;

import com.acmecrm.integration.event.EventOutbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.OptimisticLockException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one change of a contact: the internal row, AcmeCRM's row and the event, in this order. All or none, because the
 * caller's transaction makes them one; what is written has been validated.
 */
@ApplicationScoped
public class ContactWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ContactWriter.class);

    @Inject
    InternalContactRepository internalContacts;

    @Inject
    AcmeContactRepository acmeContacts;

    @Inject
    EventOutbox outbox;

    @Inject
    Clock clock;

    /** @throws DuplicateContactException if the external id is taken; the transaction is of no use then */
    public Contact create(UUID id, ExternalId externalId, ContactFields fields) {
        InternalContact row = InternalContact.create(id, externalId, fields, clock.instant());
        internalContacts.add(row, externalId);
        return created(row.toContact());
    }

    /**
     * Creates a contact unless there is one of this external id; waits for whoever is just creating or deleting it.
     *
     * @return empty where there is one; nothing has been written then, and the transaction can go on
     */
    public Optional<Contact> createIfAbsent(UUID id, ExternalId externalId, ContactFields fields) {
        Contact contact =
                InternalContact.create(id, externalId, fields, clock.instant()).toContact();
        return internalContacts.addIfAbsent(contact) ? Optional.of(created(contact)) : Optional.empty();
    }

    private Contact created(Contact contact) {
        acmeContacts.add(AcmeContact.of(contact));
        outbox.append(ContactEvents.created(contact));
        LOG.info("Contact {} created", contact.id());
        return contact;
    }

    /**
     * Nothing is written where nothing changes.
     *
     * @param row of this transaction
     * @throws OptimisticLockException if another transaction has changed the contact since the row was read
     */
    public Contact change(InternalContact row, ContactFields fields) {
        Contact before = row.toContact();
        if (fields.equals(before.fields())) {
            return before;
        }
        row.change(fields, clock.instant());
        return changed(row, after -> ContactMapper.changes(before, after));
    }

    /**
     * Makes both rows say the same again: ours these fields, AcmeCRM's the same in its format. One version and one event
     * whichever of them changes, also where only AcmeCRM's does.
     *
     * @param row of this transaction, locked
     * @param names what differs in AcmeCRM's format
     */
    public Contact repair(InternalContact row, ContactFields fields, Collection<String> names) {
        row.change(fields, after(row.toContact().updatedAt()));
        return changed(row, after -> ContactMapper.values(after, names));
    }

    /** Never the same time again: a row in which nothing changes would keep its version. */
    private Instant after(Instant last) {
        Instant now = clock.instant();
        return now.isAfter(last) ? now : last.plusMillis(1);
    }

    private Contact changed(InternalContact row, Function<Contact, JsonObject> acmeChanges) {
        internalContacts.write();
        Contact after = row.toContact();
        JsonObject changes = acmeChanges.apply(after);
        acmeContacts.change(AcmeContact.of(after), changes);
        outbox.append(ContactEvents.updated(after, changes));
        LOG.info("Contact {} changed to version {}", after.id(), after.version());
        return after;
    }

    /** @param row of this transaction, locked */
    public void remove(InternalContact row) {
        Contact last = row.toContact();
        internalContacts.remove(row);
        acmeContacts.remove(last.externalId());
        outbox.append(ContactEvents.deleted(last));
        LOG.info("Contact {} deleted", last.id());
    }
}
