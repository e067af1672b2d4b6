package com.acmecrm.integration.contact.list;

import com.acmecrm.integration.contact.ContactFields;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** The members of a contact that the client wants to see; the id is always among them. */
record FieldChoice(Set<String> names) {

    private static final String ID = "id";
    private static final Set<String> KNOWN = Stream.concat(
                    ContactFields.NAMES.stream(),
                    Stream.of(ID, "source", "sourceId", "createdAt", "updatedAt", "version"))
            .collect(Collectors.toUnmodifiableSet());

    /** @throws ProblemException 400 if a contact has no such member */
    static FieldChoice of(Optional<String> parameter) {
        return parameter.map(FieldChoice::parse).orElse(new FieldChoice(KNOWN));
    }

    private static FieldChoice parse(String text) {
        List<String> wanted = List.of(text.split(",", -1));
        if (!KNOWN.containsAll(wanted)) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST,
                    "fields must be members of a contact, separated by commas: "
                            + String.join(", ", KNOWN.stream().sorted().toList()) + ".");
        }
        return new FieldChoice(Stream.concat(wanted.stream(), Stream.of(ID)).collect(Collectors.toUnmodifiableSet()));
    }

    JsonObject of(JsonObject contact) {
        JsonObjectBuilder chosen = JSON.createObjectBuilder();
        contact.forEach((name, value) -> {
            if (names.contains(name)) {
                chosen.add(name, value);
            }
        });
        return chosen.build();
    }
}
