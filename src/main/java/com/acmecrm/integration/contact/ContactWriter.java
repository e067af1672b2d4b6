package com.acmecrm.integration.contact;

import com.acmecrm.integration.event.EventOutbox;
import com.acmecrm.integration.platform.DatabaseException;
import com.acmecrm.integration.platform.SqlDatabase.Change;
import com.acmecrm.integration.platform.SqlStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one change of a contact: the internal row, AcmeCRM's row and the event, in this order, with as few round trips
 * as can be. All or none, because the caller's transaction makes them one; what is written has been validated.
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
        Contact contact = newContact(id, externalId, fields);
        try {
            return created(contact, List.of(internalContacts.adding(contact)));
        } catch (DatabaseException failure) {
            if (SqlStates.isUniqueViolation(failure)) {
                throw new DuplicateContactException(externalId);
            }
            throw failure;
        }
    }

    /**
     * Creates a contact unless there is one of this external id; waits for whoever is just creating or deleting it.
     *
     * @return empty where there is one; nothing has been written then, and the transaction can go on
     */
    public Optional<Contact> createIfAbsent(UUID id, ExternalId externalId, ContactFields fields) {
        Contact contact = newContact(id, externalId, fields);
        return internalContacts.addIfAbsent(contact) ? Optional.of(created(contact, List.of())) : Optional.empty();
    }

    private Contact newContact(UUID id, ExternalId externalId, ContactFields fields) {
        return InternalContact.create(id, externalId, fields, clock.instant()).toContact();
    }

    /** @param before what is still to be written of it */
    private Contact created(Contact contact, List<Change> before) {
        List<Change> rows = new ArrayList<>(before);
        rows.add(acmeContacts.adding(AcmeContact.of(contact)));
        outbox.append(ContactEvents.created(contact), rows);
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
        return changed(row, after -> AcmeChange.replacing(ContactMapper.values(after, names)));
    }

    /** Never the same time again: a row in which nothing changes would keep its version. */
    private Instant after(Instant last) {
        Instant now = clock.instant();
        return now.isAfter(last) ? now : last.plusMillis(1);
    }

    private Contact changed(InternalContact row, Function<Contact, AcmeChange> acmeChange) {
        internalContacts.write();
        Contact after = row.toContact();
        AcmeChange change = acmeChange.apply(after);
        outbox.append(
                ContactEvents.updated(after, change.names()),
                List.of(acmeContacts.changing(AcmeContact.of(after), change)));
        LOG.info("Contact {} changed to version {}", after.id(), after.version());
        return after;
    }

    /** @param row of this transaction, locked */
    public void remove(InternalContact row) {
        Contact last = row.toContact();
        internalContacts.remove(row);
        outbox.append(ContactEvents.deleted(last), List.of(acmeContacts.removing(last.externalId())));
        LOG.info("Contact {} deleted", last.id());
    }
}
