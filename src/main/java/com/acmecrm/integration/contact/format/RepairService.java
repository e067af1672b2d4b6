package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.contact.Contact;
import com.acmecrm.integration.contact.ContactFields;
import com.acmecrm.integration.contact.ContactIds;
import com.acmecrm.integration.contact.ContactValidator;
import com.acmecrm.integration.contact.ContactWriter;
import com.acmecrm.integration.contact.InternalContact;
import com.acmecrm.integration.contact.InternalContactRepository;
import com.acmecrm.integration.contact.Preconditions;
import com.acmecrm.integration.platform.Audited;
import com.acmecrm.integration.platform.OnRequestDatabase;
import com.acmecrm.integration.problem.FieldError;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes the two formats of a contact say the same again. */
@ApplicationScoped
@Transactional
@OnRequestDatabase
public class RepairService {

    @Inject
    InternalContactRepository internalContacts;

    @Inject
    DifferencesRepository differences;

    @Inject
    ContactValidator validator;

    @Inject
    ContactWriter writer;

    @Inject
    Event<Audited> audit;

    /**
     * Locks our row before AcmeCRM's, in the order of every other change; what AcmeCRM writes meanwhile is read, or waits.
     *
     * @return the contact as it was where nothing differs
     * @throws ProblemException 404, 428, and 422 if AcmeCRM's values cannot be ours
     * @throws com.acmecrm.integration.contact.StaleContactException if it is in another version
     */
    Contact repair(UUID id, RepairRequest request, Preconditions preconditions) {
        InternalContact row = internalContacts.findLocked(id).orElseThrow(ContactIds::unknown);
        Contact contact = row.toContact();
        preconditions.checkVersioned(contact, request.precondition());
        Side from = request.from();
        boolean known = differences.lock(contact.externalId());
        List<String> names = differences.names(id);
        if (names.isEmpty()) {
            return contact;
        }
        ContactFields fields = from == Side.INTERNAL ? contact.fields() : acmeFields(contact, known, names);
        Contact repaired = writer.repair(row, fields, names);
        String target = "contact/" + contact.externalId().acmeId();
        audit.fire(Audited.of("contact.repaired", target, Map.of("from", from.wireName())));
        return repaired;
    }

    /** AcmeCRM's values where they differ, and ours where they are the same. */
    private ContactFields acmeFields(Contact contact, boolean known, List<String> names) {
        if (!known) {
            throw ProblemException.ofFields(
                    ProblemType.INVALID_FIELDS,
                    List.of(new FieldError("/from", "cannot be acmecrm: AcmeCRM has no row of this contact")));
        }
        AcmeReader reader = new AcmeReader(contact.fields());
        differences.values(contact.externalId(), names).forEach(reader::take);
        ContactFields fields = reader.fields();
        validator.check(Optional.of(contact.fields()), fields, reader.errors());
        return fields;
    }
}
