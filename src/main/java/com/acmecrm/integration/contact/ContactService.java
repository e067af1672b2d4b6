package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.OnRequestDatabase;
import com.acmecrm.integration.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** Reads and changes contacts. Each method is one transaction. */
@ApplicationScoped
@Transactional
@OnRequestDatabase
public class ContactService {

    @Inject
    InternalContactRepository internalContacts;

    @Inject
    ContactWriter writer;

    @Inject
    ContactValidator validator;

    /** @throws DuplicateContactException if the external id is taken */
    Contact create(NewContact request) {
        ContactFields fields = request.fields();
        validator.check(Optional.empty(), fields, request.identityErrors());
        UUID id = UUID.randomUUID();
        ExternalId externalId = request.externalId(id);
        return writer.create(id, externalId, fields);
    }

    /** @throws ProblemException 404 if there is none */
    Contact get(UUID id) {
        return internalContacts.find(id).map(InternalContact::toContact).orElseThrow(ContactIds::unknown);
    }

    /** @throws ProblemException 404 if there is none */
    Contact get(ExternalId externalId) {
        return find(externalId).orElseThrow(ContactIds::unknownExternalId);
    }

    Optional<Contact> find(ExternalId externalId) {
        return internalContacts.find(externalId).map(InternalContact::toContact);
    }

    /**
     * Changes a contact that is still in the version which the client has seen. A patch that changes nothing keeps the
     * version and makes no event.
     *
     * @throws StaleContactException if it is in another version by now, also when another writer was faster between
     *     our reading and our writing
     */
    Contact patch(UUID id, ContactPatch patch, Preconditions preconditions) {
        return patch(internalContacts.find(id).orElseThrow(ContactIds::unknown), patch, preconditions);
    }

    /** As {@link #patch(UUID, ContactPatch, Preconditions)}. */
    Contact patch(ExternalId externalId, ContactPatch patch, Preconditions preconditions) {
        InternalContact row = internalContacts.find(externalId).orElseThrow(ContactIds::unknownExternalId);
        return patch(row, patch, preconditions);
    }

    private Contact patch(InternalContact row, ContactPatch patch, Preconditions preconditions) {
        Contact before = row.toContact();
        preconditions.checkVersioned(before, patch);
        ContactFields fields = patch.applyTo(before.fields());
        validator.check(Optional.of(before.fields()), fields, patch.readOnlyErrors(before));
        try {
            return writer.change(row, fields);
        } catch (OptimisticLockException overtaken) {
            throw preconditions.overtaken(before, patch);
        }
    }

    /**
     * @return the contact as it was
     * @throws StaleContactException if the preconditions do not allow it
     */
    Contact delete(UUID id, Preconditions preconditions) {
        return delete(internalContacts.findLocked(id).orElseThrow(ContactIds::unknown), preconditions);
    }

    /** As {@link #delete(UUID, Preconditions)}. */
    Contact delete(ExternalId externalId, Preconditions preconditions) {
        InternalContact row = internalContacts.findLocked(externalId).orElseThrow(ContactIds::unknownExternalId);
        return delete(row, preconditions);
    }

    private Contact delete(InternalContact row, Preconditions preconditions) {
        Contact last = row.toContact();
        preconditions.check(last, ContactPatch.NONE);
        writer.remove(row);
        return last;
    }
}
