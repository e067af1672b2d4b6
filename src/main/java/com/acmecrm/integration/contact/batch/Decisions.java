package com.acmecrm.integration.contact.batch;

import com.acmecrm.integration.contact.Contact;
import com.acmecrm.integration.contact.ContactFields;
import com.acmecrm.integration.contact.ContactPatch;
import com.acmecrm.integration.contact.ContactValidator;
import com.acmecrm.integration.contact.DuplicateContactException;
import com.acmecrm.integration.contact.ExternalId;
import com.acmecrm.integration.contact.NewContact;
import com.acmecrm.integration.problem.FieldError;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** Decides on operations one after the other, by the rules and in the order of checks that hold for single calls. */
final class Decisions {

    private static final ContactPatch NOTHING = new ContactPatch(JsonValue.EMPTY_JSON_OBJECT);

    private final Ledger ledger;
    private final ContactValidator validator;
    private final Instant now;

    private Decisions(Ledger ledger, ContactValidator validator, Instant now) {
        this.ledger = ledger;
        this.validator = validator;
        this.now = now;
    }

    /** @param locked the contacts that there are of those that the operations name */
    static BatchPlan of(List<Operation> operations, List<Contact> locked, ContactValidator validator, Instant now) {
        Ledger ledger = new Ledger(locked);
        Decisions decisions = new Decisions(ledger, validator, now);
        List<Result> results = operations.stream().map(decisions::decide).toList();
        return new BatchPlan(results, ledger.transitions());
    }

    private Result decide(Operation operation) {
        try {
            operation.check();
            return switch (operation.kind()) {
                case CREATE -> create(operation);
                case UPDATE -> update(operation);
                case UPSERT -> upsert(operation);
                case DELETE -> delete(operation);
            };
        } catch (ProblemException refusal) {
            return Result.refused(refusal);
        }
    }

    private Result create(Operation operation) {
        NewContact wanted = operation.newContact();
        UUID id = UUID.randomUUID();
        ExternalId externalId = wanted.externalId(id);
        check(operation, Optional.empty(), wanted.fields(), wanted.identityErrors());
        Optional<Contact> taken = ledger.find(externalId);
        if (taken.isPresent()) {
            throw duplicate(taken.get());
        }
        Contact contact = new Contact(id, wanted.fields(), externalId, now, now, 1);
        ledger.create(contact);
        return Result.created(contact);
    }

    private Result update(Operation operation) {
        Contact before = get(operation);
        if (operation.version().isEmpty()) {
            throw ProblemException.of(ProblemType.PRECONDITION_REQUIRED, "Say which version you change: \"version\".");
        }
        ContactPatch patch = operation.patch();
        if (isStale(operation, before)) {
            throw Staleness.problem(before, patch.conflictsWith(before.fields()));
        }
        ContactFields fields = patch.applyTo(before.fields());
        check(operation, Optional.of(before.fields()), fields, patch.readOnlyErrors(before));
        return write(before, fields);
    }

    private Result upsert(Operation operation) {
        Optional<Contact> before = operation.externalId().flatMap(ledger::find);
        if (before.isPresent()) {
            return replace(operation, before.get());
        }
        if (operation.version().isPresent()) {
            throw Staleness.problemOfAbsence();
        }
        return create(operation);
    }

    private Result replace(Operation operation, Contact before) {
        ContactFields fields = operation.newContact().fields();
        if (isStale(operation, before)) {
            throw Staleness.problem(before, Staleness.differences(before.fields(), fields));
        }
        check(operation, Optional.of(before.fields()), fields, operation.patch().readOnlyErrors(before));
        return write(before, fields);
    }

    private Result delete(Operation operation) {
        Contact last = get(operation);
        if (isStale(operation, last)) {
            throw Staleness.problem(last, NOTHING.conflictsWith(last.fields()));
        }
        ledger.delete(last);
        return Result.deleted(last);
    }

    /** What changes nothing keeps the version and makes no event. */
    private Result write(Contact before, ContactFields fields) {
        if (fields.equals(before.fields())) {
            return Result.written(before);
        }
        Contact after =
                new Contact(before.id(), fields, before.externalId(), before.createdAt(), now, before.version() + 1);
        ledger.change(before, after);
        return Result.written(after);
    }

    private Contact get(Operation operation) {
        return operation
                .id()
                .flatMap(ledger::find)
                .or(() -> operation.externalId().flatMap(ledger::find))
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such contact."));
    }

    private void check(
            Operation operation, Optional<ContactFields> before, ContactFields fields, List<FieldError> others) {
        try {
            validator.check(before, fields, others);
        } catch (ProblemException invalid) {
            throw invalid.at(operation::place);
        }
    }

    private static boolean isStale(Operation operation, Contact contact) {
        return operation.version().orElse(contact.version()) != contact.version();
    }

    private static ProblemException duplicate(Contact existing) {
        DuplicateContactException duplicate = new DuplicateContactException(existing.externalId());
        return ProblemException.of(ProblemType.DUPLICATE_CONTACT, duplicate.getMessage())
                .with(JSON.createObjectBuilder()
                        .add("existingId", existing.id().toString())
                        .build());
    }
}
