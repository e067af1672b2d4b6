package com.acmecrm.integration.chaos;

import com.acmecrm.integration.dev.ApplicationProcess;
import com.acmecrm.integration.dev.Cluster;
import com.acmecrm.integration.system.Meters;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** Many contacts, of which AcmeCRM has changed a few, on two nodes. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriftIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int CONTACTS = 20_000;
    private static final int DRIFTED = 10;
    private static final String CHECKS = "acmecrm_drift_check_seconds_count";
    private static final String SECONDS = "acmecrm_drift_check_seconds_sum";
    private static final String FOUND = "acmecrm_contacts_drifted";

    /** As {@code ContactMapper} would have written them. */
    private static final String FILL = """
            insert into internal_contacts
            select gen_random_uuid(), 'First' || n, 'Last' || n, 'c' || n || '@example.com', '+1 555 ' || n,
                'Company ' || n %% 1000, 'Title', '{"street": "1, Main St", "city": "Town", "country": "US"}',
                repeat('note ', 20), 'active', '["a", "b"]', '{"n": 1, "segment": "x"}', 'load', n::text,
                now(), now(), 1
            from generate_series(1, %1$d) n;
            insert into acme_contacts (id, data, created_at, updated_at)
            select 'load:' || n, jsonb_build_object(
                'id', 'load:' || n, 'acme_first_name', 'First' || n, 'acme_last_name', 'Last' || n,
                'acme_email', 'c' || n || '@example.com', 'acme_phone', '+1 555 ' || n,
                'acme_company', 'Company ' || n %% 1000, 'acme_title', 'Title',
                'acme_address', '1\\, Main St, Town, , , US', 'acme_notes', repeat('note ', 20),
                'acme_status', 'Active', 'acme_tags', '["a", "b"]'::jsonb,
                'acme_custom_fields', '{"n": 1.0, "segment": "x"}'::jsonb, 'acme_version', 1), now(), now()
            from generate_series(1, %1$d) n;
            analyze internal_contacts, acme_contacts""".formatted(CONTACTS);

    private Cluster cluster;
    private List<ApplicationProcess> nodes;
    private Api api;

    @BeforeAll
    void start() throws Exception {
        cluster = Cluster.start(Path.of("target", "drift"));
        Map<String, String> settings = Map.of("acmecrm.ratelimit.api.requests", "1000000");
        nodes = cluster.addNodes(List.of(settings, settings));
        api = Api.logIn(nodes.get(0).url());
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close(); // else it could not start, and says why
        }
    }

    /** One node looks at all of them, and nobody who writes meanwhile waits for it. */
    @Test
    void fewOfManyShouldBeFoundByOneNodeWhileOthersWrite() throws Exception {
        awaitCheck("the first, of no contacts", 1);
        assertThat(Meters.of(nodes.get(1)).value(FOUND)).isZero();
        execute(FILL);
        execute("update acme_contacts set data = data || '{\"acme_title\": \"Other\"}' where id in"
                + " (select 'load:' || n * 1000 from generate_series(1, %d) n)".formatted(DRIFTED));
        double before = sum(SECONDS);

        execute("update contact_drift_check set checked_at = null");
        List<Long> writes = new ArrayList<>();
        Awaitility.await("a check of all")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> writes.add(create(writes.size())) && sum(CHECKS) >= 2);

        long slowest = writes.stream().mapToLong(Long::longValue).max().orElseThrow();
        System.out.printf(
                "%,d contacts checked in %.1f s; %d creates meanwhile, the slowest in %d ms%n",
                CONTACTS, sum(SECONDS) - before, writes.size(), slowest);
        assertThat(sum(CHECKS)).as("of both nodes").isEqualTo(2);
        assertThat(nodes)
                .allSatisfy(node -> assertThat(Meters.of(node).value(FOUND)).isEqualTo(DRIFTED));
        for (ApplicationProcess node : nodes) {
            HttpResponse<String> list = Api.send(api.get(node.url(), "/api/contacts/drift"));
            assertThat(list.body().split("\"differences\":\\[\"acme_title\"]")).hasSize(DRIFTED + 1);
        }
    }

    private void awaitCheck(String name, int checks) {
        Awaitility.await(name)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sum(CHECKS)).isEqualTo(checks));
    }

    private double sum(String sample) throws Exception {
        double sum = 0;
        for (ApplicationProcess node : nodes) {
            sum += Meters.of(node).value(sample);
        }
        return sum;
    }

    private long create(int number) {
        long begin = System.nanoTime();
        HttpResponse<String> answer = Api.send(api.create(nodes.get(number % 2).url(), "drift-" + number));
        assertThat(answer.statusCode()).isEqualTo(201);
        return (System.nanoTime() - begin) / 1_000_000;
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = cluster.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
