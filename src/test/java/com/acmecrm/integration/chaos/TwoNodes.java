package com.acmecrm.integration.chaos;

import com.acmecrm.integration.dev.ApplicationProcess;
import com.acmecrm.integration.dev.Cluster;
import com.acmecrm.integration.dev.Proxy;
import com.acmecrm.integration.system.Meters;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

/** Two nodes that share nothing but PostgreSQL, Redis and Kafka, behind a real proxy. */
final class TwoNodes implements AutoCloseable {

    private static final Path TASKSET = Path.of("/usr/bin/taskset");
    private static final List<String> LAST_IN_TURN = List.of("nice", "-n", "10");
    private static final String GROUP = "acmecrm-integration";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int CONTACTS = 200;
    private static final int READS = 50;
    /** Cold nodes are not pushed: what comes faster than they answer is refused, and to refuse costs more than to answer. */
    private static final int WARM_UP_AT_ONCE = 4;

    private static final int WARM_UP_RATE = 30;

    private static final int WARM_UP = 200;

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("acmecrm.ratelimit.trusted-proxies", "127.0.0.1"),
            Map.entry("acmecrm.ratelimit.login.requests", "1000"),
            // Nor is hashing passwords what this is about.
            Map.entry("acmecrm.auth.password.memory-kib", "1024"),
            Map.entry("acmecrm.auth.password.passes", "1"),
            // While one node starts, the other has a processor less.
            Map.entry("acmecrm.database.pool-size", "24"),
            Map.entry("acmecrm.events.retry-rate", "50"),
            // The load is not what is limited here.
            Map.entry("acmecrm.ratelimit.policies", "load"),
            Map.entry("acmecrm.ratelimit.load.endpoints", "* /api/contacts/**"),
            Map.entry("acmecrm.ratelimit.load.requests", "1000000"),
            Map.entry("acmecrm.ratelimit.load.window", "PT60S"));

    private static final List<String> JVM =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx768m", "-XX:ActiveProcessorCount=1");

    private final Cluster cluster;
    private final List<ApplicationProcess> nodes = new ArrayList<>();
    private final Proxy proxy;
    private final Api api;

    private TwoNodes() throws Exception {
        Path home = Path.of("target", "two-nodes").toAbsolutePath();
        cluster = Cluster.start(home);
        nodes.addAll(cluster.launchAll(List.of(onProcessor(0), onProcessor(1))));
        proxy = Proxy.start(home.resolve("proxy"), List.of(node(0), node(1)));
        noteTurnsGivenBack();
        awaitNormal();
        api = Api.logIn(proxy());
        warmUp(proxy());
    }

    /**
     * As on machines of their own: a node that starts would else take all processors from the one that serves, and from
     * the services, the proxy and the clients, which the whole cluster shares.
     */
    private static ApplicationProcess.Options onProcessor(int number) {
        List<String> launcher = new ArrayList<>(LAST_IN_TURN);
        if (Runtime.getRuntime().availableProcessors() > number && Files.exists(TASKSET)) {
            launcher.addAll(List.of(TASKSET.toString(), "-c", Integer.toString(number)));
        }
        return new ApplicationProcess.Options(JVM, SETTINGS, List.of(), Map.of(), launcher);
    }

    /** A server that has just started compiles while it answers. */
    private static void warmUp(URI url) throws Exception {
        try (LoadProcess load = LoadProcess.start(WARM_UP_RATE, WARM_UP_AT_ONCE, READS, List.of(url))) {
            load.awaitSuccesses(WARM_UP);
            load.end();
        }
    }

    Cluster cluster() {
        return cluster;
    }

    URI node(int number) {
        return nodes.get(number).url();
    }

    /** Where clients call. */
    URI proxy() {
        return proxy.url();
    }

    ApplicationProcess process(int node) {
        return nodes.get(node);
    }

    /** Requests to the proxy, half of which read; it has begun well when this returns. */
    LoadProcess startLoad(int perSecond) throws IOException {
        return LoadProcess.start(perSecond, CONTACTS, READS, List.of(proxy()));
    }

    /**
     * As the servers' start scripts do it, but that they wait for a time and not for the proxy. One request more has
     * begun before, and ends only when the server stops. The new server is called directly for a while before clients
     * come to it.
     *
     * @return the answer to that request
     */
    String restart(int number) throws Exception {
        takeOut(number);
        ApplicationProcess node = nodes.get(number);
        String late;
        try (SlowRequest request = api.createSlowly(node(number), "late-" + UUID.randomUUID())) {
            node.process().destroy();
            await("the server stops").until(() -> !answers(number));
            late = request.finish();
        }
        assertThat(node.stop()).as("the node has ended by itself").isTrue();
        assertThat(members()).as("the node has left the group").isEqualTo(1);
        nodes.set(number, cluster.restartOutOfService(node));
        warmUp(node(number));
        putBack(number);
        return late;
    }

    private boolean answers(int number) {
        try {
            return Api.send(Api.open(node(number), "/health/live", SOON)).statusCode() == 200;
        } catch (IllegalStateException noAnswer) {
            return false;
        }
    }

    /** Of the group that consumes. */
    private int members() throws Exception {
        try (Admin kafka =
                Admin.create(Map.of("bootstrap.servers", cluster.setting("acmecrm.kafka.bootstrap-servers")))) {
            return kafka.describeConsumerGroups(List.of(GROUP))
                    .all()
                    .get()
                    .get(GROUP)
                    .members()
                    .size();
        }
    }

    /** How often a node has given its turn to relay back. */
    long turnsGivenBack() throws SQLException {
        return new Outbox(cluster)
                .query("select count(*) from turns_given_back", found -> found.getLong(1))
                .get(0);
    }

    private void noteTurnsGivenBack() throws SQLException {
        Outbox outbox = new Outbox(cluster);
        outbox.execute("create table turns_given_back (owner uuid)");
        outbox.execute("""
                create function note_turn_given_back() returns trigger language plpgsql as $$ begin
                    insert into turns_given_back values (new.owner);
                    return null;
                end $$""");
        outbox.execute("""
                create trigger note_turn_given_back after update on relay_lease for each row
                when (new.until = '-infinity') execute function note_turn_given_back()""");
    }

    /** It goes on answering whoever asks it. */
    void takeOut(int number) throws IOException {
        nodes.get(number).drain();
        await("the proxy has taken node " + number + " out").until(() -> proxy.isOut(number));
    }

    void putBack(int number) throws IOException {
        nodes.get(number).undrain();
        awaitIn(number);
    }

    private void awaitIn(int number) {
        await("the proxy has node " + number + " in again").until(() -> proxy.isIn(number));
    }

    /** Waits until nothing is missing: both nodes serve, everything they need answers, no event lags. Says when. */
    Instant awaitNormal() {
        await("both nodes are well and no event waits").until(this::isNormal);
        return Instant.now();
    }

    private boolean isNormal() throws Exception {
        for (int node = 0; node < nodes.size(); node++) {
            if (!proxy.isIn(node) || !isWell(node) || !consumes(node)) {
                return false;
            }
        }
        return !lags();
    }

    private boolean isWell(int node) {
        String health = Api.send(Api.open(node(node), "/health/ready")).body();
        return health.startsWith("{\"status\":\"UP\"") && !health.contains("degraded");
    }

    private boolean consumes(int node) throws IOException, InterruptedException {
        return Meters.of(nodes.get(node)).value("acmecrm_consumer_partitions") > 0;
    }

    private boolean lags() throws SQLException {
        return new Outbox(cluster)
                .is("exists (select from event_processing where status in ('pending', 'published')"
                        + " and created_at < now() - interval '1 second')");
    }

    private static ConditionFactory await(String condition) {
        return Awaitility.await(condition)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions(); // while PostgreSQL starts, it says so
    }

    @Override
    public void close() {
        if (proxy != null) {
            proxy.close();
        }
        cluster.close();
    }

    /** Starts them for the first test that asks, and stops them after the last test of the run. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TwoNodes.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            if (Proxy.find().isEmpty()) {
                missing();
            }
            return context.getRoot()
                    .getStore(Namespace.create(TwoNodes.class))
                    .computeIfAbsent(TwoNodes.class, key -> start(), TwoNodes.class);
        }

        /** What a laptop may leave out, CI must not. */
        private static void missing() {
            if (System.getenv("CI") != null) {
                fail("There is no haproxy");
            }
            Assumptions.abort("There is no haproxy; apt-get install haproxy");
        }

        private static TwoNodes start() {
            try {
                return new TwoNodes();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
