package com.acmecrm.integration.system;

import com.acmecrm.integration.openapi.Operation;
import java.util.UUID;

/** What the examples of the description are for: each gets a thing of its own. */
final class DocumentedThings {

    private DocumentedThings() {}

    /** The operation's address with a thing in it that there is; for an upsert, whose examples create, one that there is not. */
    static String address(Operation operation, Api admin) {
        String path = operation.path();
        if (!path.contains("{")) {
            return path;
        }
        if (path.contains("by-source")) {
            boolean isUpsert = operation.method().equals("PUT");
            return path.replace("{source}", isUpsert ? "billing" : "internal")
                    .replace("{sourceId}", isUpsert ? UUID.randomUUID().toString() : contact(admin));
        }
        String id = path.startsWith("/api/users/")
                ? user(admin)
                : path.startsWith("/api/events/") ? event() : contact(admin);
        return path.replaceAll("\\{[^}]+}", id);
    }

    private static String contact(Api admin) {
        return admin.post("/api/contacts", """
                {"firstName":"Jane","lastName":"Smith","email":"jane.smith@example.com","title":"Product Manager"}""").id();
    }

    private static String user(Api admin) {
        return Person.create(admin, "editor").id();
    }

    /** One that has failed. */
    private static String event() {
        String id = UUID.randomUUID().toString();
        Database.change("""
                insert into event_processing
                    (id, event_type, status, message_key, contact_version, details, created_at, error)
                values (?::uuid, 'contact.updated', 'failed', ?, 1, '{"type":"contact.updated"}', now(), 'timeout')""", id, "openapi-" + id);
        return id;
    }
}
