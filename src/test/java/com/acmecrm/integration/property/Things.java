package com.acmecrm.integration.property;

import com.acmecrm.integration.openapi.Description;
import com.acmecrm.integration.openapi.Operation;
import com.acmecrm.integration.system.Answer;
import com.acmecrm.integration.system.Api;
import com.acmecrm.integration.system.Database;
import com.acmecrm.integration.system.Environment;
import com.acmecrm.integration.system.Person;
import com.acmecrm.integration.system.Tokens;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What exists while the requests are sent, none of it anybody else's: users, contacts, events. A request names it by
 * {@code {contact}}, {@code {token:admin}} and so on, so that it can be made, and made smaller, before there is any.
 */
final class Things {

    static final String PASSWORD = "violet umbrella weather 8";
    static final String USERNAME = "fuzz-somebody";

    private static final Pattern NAME = Pattern.compile("\\{[a-zA-Z]+(:[^{}]*)?}");
    private static final Pattern TOKEN = Pattern.compile("\\{token:([a-z]+)}");
    private static final String EVENT_KEYS = "openapi-fuzz-";

    private final Api admin = Api.admin();
    private final Map<String, String> known = new HashMap<>();
    private final String owner = Person.create(admin, "admin").id();

    Things() {
        known.put("{authority}", Environment.application().getAuthority());
        known.put("{user}", Person.create(admin, "editor").id());
        Answer retry = admin.post("/api/events/retries", "{\"filter\":{\"contactId\":\"nobody\"},\"reason\":\"fuzz\"}");
        known.put("{retry}", retry.id());
        renew();
        Description.shipped().operations().stream()
                .filter(operation -> operation.parameters("query").contains("cursor"))
                .forEach(this::keepCursor);
    }

    /** Others in the place of what the last requests have changed or deleted. */
    void renew() {
        Answer created = admin.post("/api/contacts", """
                {"firstName":"Fuzz","lastName":"Base","email":"fuzz@example.com","source":"fuzz","sourceId":"%s"}""".formatted(UUID.randomUUID()));
        known.put("{contact}", created.id());
        known.put("{sourceId}", created.data().getString("sourceId"));
        known.put("{event}", failedEvent());
    }

    /** Its things by their ids, but still without tokens. */
    RawRequest named(RawRequest request) {
        return request.map(text -> NAME.matcher(text).replaceAll(found -> value(found.group())));
    }

    /** With tokens that last as long as this request. */
    RawRequest signed(RawRequest request) {
        return request.map(text -> TOKEN.matcher(text).replaceAll(found -> Tokens.of(owner, found.group(1))));
    }

    /** A name that is not known stays: braces are as good as other signs. */
    private String value(String name) {
        return switch (name) {
            case "{session}" -> Tokens.claims(Tokens.of(owner, "viewer")).getString("jti");
            case "{username}" -> "fuzz-" + UUID.randomUUID();
            case "{random}" -> UUID.randomUUID().toString();
            default -> Matcher.quoteReplacement(known.getOrDefault(name, name));
        };
    }

    private void keepCursor(Operation list) {
        JsonValue cursor =
                admin.get(list.path() + "?limit=1").json().getJsonObject("meta").get("nextCursor");
        known.put(
                "{cursor:" + list.path() + "}",
                cursor == JsonValue.NULL ? "none" : cursor.toString().replace("\"", ""));
    }

    private static String failedEvent() {
        String id = UUID.randomUUID().toString();
        Database.change("""
                insert into event_processing
                    (id, event_type, status, message_key, contact_version, details, created_at, error)
                values (?::uuid, 'contact.updated', 'failed', ?, 1, '{"type":"contact.updated"}', now(), 'fuzz')""", id, EVENT_KEYS + id);
        return id;
    }

    /** Later suites count events. */
    static void clear() {
        Database.change("delete from event_processing where message_key like ?", EVENT_KEYS + "%");
    }
}
