package com.acmecrm.integration.contact.batch;

import com.acmecrm.integration.contact.ContactPatch;
import com.acmecrm.integration.contact.ExternalId;
import com.acmecrm.integration.contact.NewContact;
import com.acmecrm.integration.platform.JsonIntegers;
import com.acmecrm.integration.platform.Uuids;
import com.acmecrm.integration.problem.FieldError;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * One change of a batch.
 *
 * @param members of the right types, those that are null left out
 */
record Operation(Kind kind, JsonObject members) {

    /** Which may stand beside the contact or the patch, or in it. */
    private static final List<String> MOVABLE = List.of("source", "sourceId", "version");

    private static final Set<String> EXTERNAL_ID = Set.of("source", "sourceId");

    static Operation of(JsonObject json) {
        JsonObjectBuilder members = JSON.createObjectBuilder();
        json.forEach((name, value) -> {
            if (!JsonValue.NULL.equals(value)) {
                members.add(name, value);
            }
        });
        return new Operation(Kind.find(json.getString("op")).orElseThrow(), members.build());
    }

    /** @throws ProblemException 422 naming the members that are missing or not known here, or say two things at once */
    void check() {
        List<FieldError> errors = Stream.of(foreign(), missing(), contradictions())
                .flatMap(all -> all)
                .toList();
        if (!errors.isEmpty()) {
            throw ProblemException.ofFields(ProblemType.INVALID_FIELDS, errors);
        }
    }

    private Stream<FieldError> foreign() {
        return members.keySet().stream()
                .filter(name -> !kind.knows(name))
                .sorted()
                .map(name -> new FieldError("/" + name, "does not belong to this operation: " + kind.word()));
    }

    private Stream<FieldError> missing() {
        if (kind.hasContent() && !members.containsKey(kind.content())) {
            return Stream.of(new FieldError("/" + kind.content(), "is missing"));
        }
        return switch (kind) {
            case CREATE -> Stream.empty();
            case UPSERT ->
                EXTERNAL_ID.stream()
                        .filter(name -> !isSet(everything(), name))
                        .sorted()
                        .map(name -> new FieldError("/" + name, "is missing"));
            case UPDATE, DELETE ->
                members.containsKey("id") || members.keySet().containsAll(EXTERNAL_ID)
                        ? Stream.empty()
                        : Stream.of(new FieldError("/id", "is missing; or give source and sourceId"));
        };
    }

    private Stream<FieldError> contradictions() {
        Stream<FieldError> twofold = MOVABLE.stream()
                .filter(name -> members.containsKey(name) && isSet(content(), name))
                .filter(name -> kind != Kind.UPDATE || name.equals("version"))
                .filter(name -> !isSame(members.get(name), content().get(name)))
                .map(name -> new FieldError("/" + name, "differs from the one in /" + kind.content()));
        return members.containsKey("id") && EXTERNAL_ID.stream().anyMatch(members::containsKey)
                ? Stream.concat(Stream.of(new FieldError("/id", "cannot stand beside source and sourceId")), twofold)
                : twofold;
    }

    /** Of a create or an upsert. */
    NewContact newContact() {
        return new NewContact(everything());
    }

    /** Of an update or an upsert: what the client has said about the contact. */
    ContactPatch patch() {
        return new ContactPatch(content());
    }

    OptionalLong version() {
        return new ContactPatch(everything()).version();
    }

    /** Empty, too, where the id is no UUID. */
    Optional<UUID> id() {
        return members.containsKey("id") ? Uuids.parse(members.getString("id")) : Optional.empty();
    }

    /** That the contact has by what the client says; empty where it says nothing, or names an id. */
    Optional<ExternalId> externalId() {
        if (kind == Kind.CREATE || kind == Kind.UPSERT) {
            return isSet(everything(), "sourceId")
                    ? Optional.of(newContact().externalId(new UUID(0, 0)))
                    : Optional.empty();
        }
        return members.keySet().containsAll(EXTERNAL_ID)
                ? Optional.of(new ExternalId(members.getString("source"), members.getString("sourceId")))
                : Optional.empty();
    }

    /** Where something in {@link #newContact()} or {@link #patch()} stands in this operation. */
    String place(String pointer) {
        String name = pointer.substring(1);
        // Beside a patch they only name the contact.
        return kind != Kind.UPDATE && EXTERNAL_ID.contains(name) && members.containsKey(name)
                ? pointer
                : "/" + kind.content() + pointer;
    }

    private JsonObject content() {
        return members.containsKey(kind.content())
                ? members.getJsonObject(kind.content())
                : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** The contact or the patch, with what stands beside it. */
    private JsonObject everything() {
        JsonObjectBuilder all = JSON.createObjectBuilder(content());
        MOVABLE.stream().filter(members::containsKey).forEach(name -> all.add(name, members.get(name)));
        return all.build();
    }

    /** A version may be written as 1 here and as 1.0 there. */
    private static boolean isSame(JsonValue one, JsonValue other) {
        OptionalLong integer = JsonIntegers.of(one);
        return integer.isPresent() ? integer.equals(JsonIntegers.of(other)) : one.equals(other);
    }

    private static boolean isSet(JsonObject json, String name) {
        return json.containsKey(name) && !json.isNull(name);
    }
}
