package com.acmecrm.integration.contact.upsert;

import com.acmecrm.integration.contact.Contact;
import com.acmecrm.integration.contact.ContactFields;
import com.acmecrm.integration.contact.ContactWriter;
import com.acmecrm.integration.contact.ExternalId;
import com.acmecrm.integration.contact.InternalContact;
import com.acmecrm.integration.contact.InternalContactRepository;
import com.acmecrm.integration.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes a contact by its external id in the caller's transaction, which stays usable whoever else writes the same one: no
 * unique violation ever arises. Callers of one external id come one after the other, in the order of its row's lock.
 */
@ApplicationScoped
public class ContactUpserts {

    /** Each further one means that someone else has created or deleted the contact between two of our statements. */
    private static final int ATTEMPTS = 10;

    @Inject
    InternalContactRepository internalContacts;

    @Inject
    ContactWriter writer;

    /** @param fields valid */
    public Upserted upsert(ExternalId externalId, ContactFields fields) {
        return upsert(externalId, existing -> fields);
    }

    /**
     * @param decision the fields to be written, valid; given the contact as it is, locked, or nothing where there is none.
     *     May throw what refuses the upsert, and may be asked again where the contact has come or gone meanwhile
     * @throws ProblemException 503 if the contact came and went all the time
     */
    public Upserted upsert(ExternalId externalId, Function<Optional<Contact>, ContactFields> decision) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Upserted> done = change(externalId, decision).or(() -> create(externalId, decision));
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw ProblemException.unavailable(
                "Others create and delete this contact all the time. Nothing has been changed. Try again.");
    }

    private Optional<Upserted> change(ExternalId externalId, Function<Optional<Contact>, ContactFields> decision) {
        return internalContacts.findLocked(externalId).map(row -> change(row, decision));
    }

    private Upserted change(InternalContact row, Function<Optional<Contact>, ContactFields> decision) {
        return new Upserted(writer.change(row, decision.apply(Optional.of(row.toContact()))), false);
    }

    private Optional<Upserted> create(ExternalId externalId, Function<Optional<Contact>, ContactFields> decision) {
        return writer.createIfAbsent(UUID.randomUUID(), externalId, decision.apply(Optional.empty()))
                .map(contact -> new Upserted(contact, true));
    }
}
