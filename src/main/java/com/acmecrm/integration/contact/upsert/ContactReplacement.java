package com.acmecrm.integration.contact.upsert;

import com.acmecrm.integration.contact.Contact;
import com.acmecrm.integration.contact.ContactChange;
import com.acmecrm.integration.contact.ContactFields;
import com.acmecrm.integration.contact.ContactPatch;
import com.acmecrm.integration.contact.ExternalId;
import com.acmecrm.integration.contact.NewContact;
import com.acmecrm.integration.problem.FieldError;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * All that a client wants a contact to be: what is absent or null is cleared.
 *
 * @param externalId as the address has it; not looked at yet
 * @param body of the right shape
 */
public record ContactReplacement(ExternalId externalId, JsonObject body) implements ContactChange {

    /** @throws com.acmecrm.integration.problem.ProblemException 400 if a property is unknown or of the wrong type */
    public static ContactReplacement of(ExternalId externalId, JsonObject body) {
        return new ContactReplacement(externalId, ContactPatch.of(body).body());
    }

    public ContactFields fields() {
        return ContactFields.of(body);
    }

    @Override
    public OptionalLong version() {
        return new ContactPatch(body).version();
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(ContactFields.NAMES);
    }

    @Override
    public ContactFields applyTo(ContactFields ignored) {
        return fields();
    }

    /** What is wrong beside the fields' limits. A contact that was read can be sent back as a whole. */
    public List<FieldError> identityErrors(Optional<Contact> existing) {
        return existing.map(new ContactPatch(body)::readOnlyErrors).orElseGet(this::identityErrors);
    }

    private List<FieldError> identityErrors() {
        JsonObject identified = JSON.createObjectBuilder(body)
                .add("source", externalId.source())
                .add("sourceId", externalId.sourceId())
                .build();
        List<FieldError> errors = new ArrayList<>(new NewContact(identified).identityErrors());
        Stream.of("source", "sourceId")
                .filter(body::containsKey)
                .filter(name -> !body.get(name).equals(identified.get(name)))
                .map(name -> new FieldError("/" + name, "must be as in the address, or absent"))
                .forEach(errors::add);
        return errors;
    }
}
