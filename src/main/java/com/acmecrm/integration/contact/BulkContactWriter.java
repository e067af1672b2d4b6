package com.acmecrm.integration.contact;

import com.acmecrm.integration.event.EventOutbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes many changes in few statements: the same rows and events as {@link ContactWriter} would write, one change after
 * the other. All or none, because the caller's transaction makes them one; what is written has been validated.
 */
@ApplicationScoped
public class BulkContactWriter {

    private static final Logger LOG = LoggerFactory.getLogger(BulkContactWriter.class);

    @Inject
    BulkContactRepository internalContacts;

    @Inject
    AcmeContactRepository acmeContacts;

    @Inject
    EventOutbox outbox;

    /**
     * @param transitions in the order in which they happen; of contacts that this transaction has locked, or that are new
     * @return false where a new contact's external id has been taken by someone else meanwhile. Some of the others are
     *     written then: go back to a savepoint
     */
    public boolean write(List<ContactTransition> transitions) {
        NetChanges net = new NetChanges(transitions);
        // Away with the old first: one of the new may have the same external id.
        internalContacts.remove(net.removed());
        if (!internalContacts.addIfAllFree(net.claims())) {
            return false;
        }
        internalContacts.remove(net.ephemeral());
        internalContacts.change(net.changed());
        writeAcme(net);
        outbox.appendAll(transitions.stream().map(ContactTransition::event).toList());
        log(net);
        return true;
    }

    private void writeAcme(NetChanges net) {
        acmeContacts.removeAll(net.deletions());
        acmeContacts.addAll(net.created().stream().map(AcmeContact::of).toList());
        Map<String, Contact> changed = net.changed().stream()
                .collect(Collectors.toMap(contact -> contact.externalId().acmeId(), Function.identity()));
        acmeContacts.changeAll(
                changed.values().stream().map(AcmeContact::of).toList(), row -> net.acmeChange(changed.get(row.id())));
    }

    private static void log(NetChanges net) {
        LOG.info(
                "{} contacts created, {} changed, {} deleted",
                net.created().size(),
                net.changed().size(),
                net.removed().size());
    }
}
