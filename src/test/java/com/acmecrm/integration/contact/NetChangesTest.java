package com.acmecrm.integration.contact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static com.acmecrm.integration.platform.JsonP.JSON;
import static org.assertj.core.api.Assertions.assertThat;

class NetChangesTest {

    private static final Instant NOW = Instant.parse("2025-05-20T02:36:25.761Z");

    @Test
    void newContactShouldBeWrittenOnceAsItIsAtLast() {
        Contact first = contact("a", 1, "Ada");
        Contact second = next(first, "Eve");

        NetChanges net =
                new NetChanges(List.of(ContactTransition.created(first), ContactTransition.changed(first, second)));

        assertThat(net.claims()).containsExactly(second);
        assertThat(net.created()).containsExactly(second);
        assertThat(net.changed()).isEmpty();
        assertThat(net.deletions()).isEmpty();
    }

    @Test
    void changesOfOneContactShouldBecomeOne() {
        Contact first = contact("a", 4, "Ada");
        Contact second = next(first, "Eve");
        Contact third = next(second, "Ada");

        NetChanges net = new NetChanges(
                List.of(ContactTransition.changed(first, second), ContactTransition.changed(second, third)));

        assertThat(net.changed()).containsExactly(third);
        AcmeChange change = net.acmeChange(third);
        assertThat(change.names()).containsExactlyInAnyOrder("acme_first_name", "acme_updated_at");
        assertThat(change.customFieldNames()).isEmpty();
        assertThat(change.values().getString("acme_first_name")).isEqualTo("Ada");
    }

    @Test
    void externalIdThatComesAgainShouldFirstGo() {
        Contact old = contact("a", 4, "Ada");
        Contact anew = contact("a", 1, "Ada");

        NetChanges net = new NetChanges(List.of(
                ContactTransition.changed(old, next(old, "Eve")),
                ContactTransition.deleted(next(old, "Eve")),
                ContactTransition.created(anew)));

        assertThat(net.removed()).containsExactly(next(old, "Eve"));
        assertThat(net.claims()).containsExactly(anew);
        assertThat(net.ephemeral()).isEmpty();
        assertThat(net.deletions()).containsExactly(old.externalId());
    }

    @Test
    void contactThatIsOverAgainShouldStillClaimItsExternalIdOnce() {
        Contact first = contact("a", 1, "Ada");
        Contact second = contact("a", 1, "Eve");

        NetChanges net = new NetChanges(List.of(
                ContactTransition.created(first),
                ContactTransition.deleted(first),
                ContactTransition.created(second),
                ContactTransition.deleted(second)));

        assertThat(net.claims()).containsExactly(second);
        assertThat(net.ephemeral()).containsExactly(second);
        assertThat(net.created()).isEmpty();
        assertThat(net.removed()).isEmpty();
        assertThat(net.deletions()).containsExactly(first.externalId());
    }

    @Test
    void externalIdsShouldBeClaimedInTheirOrder() {
        NetChanges net = new NetChanges(List.of(
                ContactTransition.created(contact("b", 1, "Ada")),
                ContactTransition.created(contact("c", 1, "Ada")),
                ContactTransition.created(contact("a", 1, "Ada"))));

        assertThat(net.claims())
                .extracting(contact -> contact.externalId().sourceId())
                .containsExactly("a", "b", "c");
    }

    private static Contact next(Contact before, String firstName) {
        return new Contact(
                before.id(), fields(firstName), before.externalId(), before.createdAt(), NOW, before.version() + 1);
    }

    private static Contact contact(String sourceId, long version, String firstName) {
        return new Contact(UUID.randomUUID(), fields(firstName), new ExternalId("erp", sourceId), NOW, NOW, version);
    }

    private static ContactFields fields(String firstName) {
        return ContactFields.of(
                JSON.createObjectBuilder().add("firstName", firstName).build());
    }
}
