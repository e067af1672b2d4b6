package com.acmecrm.integration.contact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What many transitions, some of them of the same contact, come to: each row is then written once. */
final class NetChanges {

    /** In which external ids are claimed: alike in all transactions, so that no two wait for each other. */
    private static final Comparator<Contact> CLAIMING = Comparator.comparing(
                    (Contact contact) -> contact.externalId().source())
            .thenComparing(contact -> contact.externalId().sourceId());

    private final Map<UUID, Life> lives = new LinkedHashMap<>();
    private final List<ContactTransition> transitions;

    NetChanges(List<ContactTransition> transitions) {
        this.transitions = transitions;
        transitions.forEach(
                transition -> lives.computeIfAbsent(transition.contact().id(), id -> new Life())
                        .add(transition));
    }

    /** That were there before and are no more. */
    List<Contact> removed() {
        return last(life -> !life.isNew() && life.isOver());
    }

    /**
     * That take their external ids: the new ones, and where all of an external id are over again, the last of them. Whether
     * it was free to be taken is then decided for those, too.
     */
    List<Contact> claims() {
        Map<ExternalId, Contact> claims = new HashMap<>();
        last(Life::isNew).forEach(contact -> claims.put(contact.externalId(), contact));
        return claims.values().stream().sorted(CLAIMING).toList();
    }

    /** Those of {@link #claims()} that are over again. */
    List<Contact> ephemeral() {
        return claims().stream()
                .filter(contact -> lives.get(contact.id()).isOver())
                .toList();
    }

    List<Contact> created() {
        return last(life -> life.isNew() && !life.isOver());
    }

    List<Contact> changed() {
        return last(life -> !life.isNew() && !life.isOver());
    }

    /** What AcmeCRM's row of a contact in {@link #changed()} takes over. */
    AcmeChange acmeChange(Contact contact) {
        return lives.get(contact.id()).acmeChange();
    }

    /** In AcmeCRM's table nothing of them stays, also where the same external id comes again. */
    List<ExternalId> deletions() {
        return transitions.stream()
                .filter(ContactTransition::isDeletion)
                .map(transition -> transition.contact().externalId())
                .distinct()
                .toList();
    }

    private List<Contact> last(Predicate<Life> kind) {
        return lives.values().stream().filter(kind).map(Life::last).toList();
    }

    /** The transitions of one id, in their order. */
    private static final class Life {

        private final List<ContactTransition> transitions = new ArrayList<>();

        void add(ContactTransition transition) {
            transitions.add(transition);
        }

        boolean isNew() {
            return transitions.get(0).before().isEmpty();
        }

        boolean isOver() {
            return transitions.get(transitions.size() - 1).isDeletion();
        }

        Contact last() {
            return transitions.get(transitions.size() - 1).contact();
        }

        AcmeChange acmeChange() {
            return transitions.stream()
                    .flatMap(Life::acmeChange)
                    .reduce(AcmeChange::then)
                    .orElseThrow();
        }

        private static Stream<AcmeChange> acmeChange(ContactTransition transition) {
            return transition.before().stream()
                    .flatMap(before -> transition.after().stream().map(after -> ContactMapper.changes(before, after)));
        }
    }
}
