package com.acmecrm.integration.console;

import com.acmecrm.integration.system.Answer;
import com.acmecrm.integration.system.Api;
import com.acmecrm.integration.system.Database;
import com.acmecrm.integration.system.Redis;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Contacts for the pages to show, made and changed by others than the browser. */
final class ContactSamples {

    private static final List<String> FIRST = List.of("Ada", "Grace", "Linus", "Barbara", "Edsger", "Radia", "Björn");
    private static final List<String> LAST =
            List.of("Lovelace", "Hopper", "Torvalds", "Liskov", "Dijkstra", "Perlman", "Åkesson", "Knuth");
    private static final List<String> COMPANIES = List.of("Tech Corp", "Globex", "Northwind Traders", "Initech");
    private static final List<String> STATUSES = List.of("active", "active", "active", "inactive", "archived");

    private static final List<String> TAGS = List.of("customer", "lead", "partner\",\"vip");

    private final Api api = Api.admin();

    /** So many, in one call, all of this source; the last part of their address counts from 0000. */
    void createMany(int count, String source) {
        String operations = IntStream.range(0, count)
                .mapToObj(number -> operation(number, source))
                .collect(Collectors.joining(","));
        assertThat(api.post("/api/contacts/batch", "{\"operations\":[" + operations + "]}")
                        .status())
                .isEqualTo(207);
    }

    private static String operation(int number, String source) {
        return """
                {"op":"create","contact":{"firstName":"%s","lastName":"%s","email":"%s","company":"%s",
                 "status":"%s","tags":["%s"],"phone":"+49 30 %06d","source":"%s","sourceId":"%d"}}""".formatted(
                        pick(FIRST, number),
                        pick(LAST, number),
                        email(number),
                        pick(COMPANIES, number),
                        pick(STATUSES, number),
                        pick(TAGS, number),
                        number,
                        source,
                        number);
    }

    /** Of the first so many, in their order. */
    static List<String> emails(int count) {
        return IntStream.range(0, count)
                .mapToObj(ContactSamples::email)
                .sorted()
                .toList();
    }

    private static String email(int number) {
        return "%s-%04d@example.com".formatted(ascii(pick(FIRST, number) + "." + pick(LAST, number)), number);
    }

    private static String ascii(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z.]", "o");
    }

    private static String pick(List<String> values, int number) {
        return values.get(number % values.size());
    }

    /** AcmeCRM knows it by the same source id. */
    String create(String sourceId) {
        return create("acmecrm", sourceId);
    }

    String create(String source, String sourceId) {
        return api.post("/api/contacts", """
                        {"firstName":"Jane","lastName":"Smith","email":"jane.smith@example.com","phone":"555-987-6543",
                         "company":"Tech Corp","title":"Product Manager","tags":["customer"],"customFields":{"tier":2},
                         "address":{"street":"1 Main St","city":"Springfield","state":"IL","postalCode":"62701","country":"US"},
                         "source":"%s","sourceId":"%s"}""".formatted(source, sourceId)).id();
    }

    /** As somebody else changes it meanwhile. */
    void change(String id, String members) {
        Redis.clearRateLimits("/api/contacts/{id}");
        int version = contact(id).data().getInt("version");
        Answer changed = api.patch("/api/contacts/" + id, "{%s,\"version\":%d}".formatted(members, version));
        assertThat(changed.status()).isEqualTo(200);
    }

    Answer contact(String id) {
        Redis.clearRateLimits("/api/contacts/{id}");
        return api.get("/api/contacts/" + id);
    }

    Answer list(String query) {
        Redis.clearRateLimits("/api/contacts");
        return api.get("/api/contacts?" + query);
    }

    void delete(String id) {
        Redis.clearRateLimits("/api/contacts/{id}");
        api.delete("/api/contacts/" + id);
    }

    void deleteAll(String source) {
        Database.change("delete from internal_contacts where source = ?", source);
        Database.change("delete from acme_contacts where id like ?", source + ":%");
    }

    /** As AcmeCRM writes its row itself. */
    static void writeAcmeRow(String acmeId, String name, String json) {
        int rows = Database.change(
                "update acme_contacts set data = data || jsonb_build_object(?, ?::jsonb), version = version + 1 where id = ?",
                name,
                json,
                acmeId);
        assertThat(rows).isEqualTo(1);
    }
}
