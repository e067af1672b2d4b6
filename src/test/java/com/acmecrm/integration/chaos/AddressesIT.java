package com.acmecrm.integration.chaos;

import com.acmecrm.integration.dev.ApplicationProcess;
import com.acmecrm.integration.dev.Cluster;
import com.acmecrm.integration.dev.KafkaBrokers;
import com.acmecrm.integration.dev.PostgresPair;
import com.acmecrm.integration.dev.RedisClusterServers;
import com.acmecrm.integration.dev.RedisSentinelServers;
import com.acmecrm.integration.dev.TestServer;
import com.acmecrm.integration.platform.SchemaMigrator;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Services of several servers each, of which one goes: a Redis Cluster (the first node's), a Redis behind Sentinels and
 * TLS (the second node's), three Kafka brokers, and a PostgreSQL with a standby. What goes stays away from the tests that
 * come after it, and so they have an order.
 */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Isolated
class AddressesIT {

    private static final Path HOME = Path.of("target", "addresses").toAbsolutePath();
    private static final String COUNTER = "rate:limit:GET:/api/contacts:127.0.0.1";
    /** On another master than the counter, as other counters are. */
    private static final String WAKE_UP = "event:appended";

    /** Redis needs two seconds to choose another master, the client one to ask for it. */
    private static final Duration RECOVERY = Duration.ofSeconds(15);

    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int SESSIONS = 20;
    /** A commit waits for two disks, and all servers share one machine. */
    private static final int RATE = 20;

    private static final int CONTACTS = 60;
    private static final int SOME = 80;

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private RedisClusterServers redis;
    private RedisSentinelServers watched;
    private KafkaBrokers kafka;
    private PostgresPair postgres;
    private Cluster cluster;
    private ApplicationProcess clustered;
    private ApplicationProcess behindSentinels;

    @BeforeAll
    void start() throws Exception {
        TestServer.freshFolder(HOME);
        redis = remember(RedisClusterServers.start(HOME.resolve("redis")));
        watched = remember(RedisSentinelServers.start(HOME.resolve("watched")));
        kafka = remember(KafkaBrokers.start(HOME.resolve("kafka")));
        postgres = remember(PostgresPair.start(HOME.resolve("postgres")));
        Map<String, String> services = new HashMap<>(kafka.settings());
        services.putAll(postgres.settings());
        services.put("acmecrm.redis.url", redis.url());
        cluster = remember(Cluster.start(HOME.resolve("nodes"), services));
        List<ApplicationProcess> nodes = cluster.addNodes(List.of(limits(), with(limits(), watched.settings())));
        clustered = nodes.get(0);
        behindSentinels = nodes.get(1);
    }

    private <T extends AutoCloseable> T remember(T started) {
        running.push(started);
        return started;
    }

    private static Map<String, String> limits() {
        return Map.of("acmecrm.ratelimit.api.requests", "1000000", "acmecrm.ratelimit.login.requests", "1000000");
    }

    private static Map<String, String> with(Map<String, String> settings, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable each : running) {
            each.close();
        }
    }

    @Test
    @Order(1)
    void allThatUsesRedisShouldWorkOnAClusterWhateverNodeHoldsTheKey() {
        URI node = clustered.url();
        Api session = Api.logIn(node);
        List<Api> others =
                Stream.generate(() -> Api.logIn(node)).limit(SESSIONS).toList();

        assertThat(others).allMatch(other -> status(other, "/api/contacts") == 200);
        assertThat(redis.spread("auth:token:")).as("nodes that hold tokens").isEqualTo(3);
        assertThat(Api.send(session.get(node, "/api/auth/sessions")).body().split("\"current\""))
                .hasSizeGreaterThan(SESSIONS);
        assertThat(status(session, "/api/ops/refusals")).isEqualTo(200);
        others.forEach(other -> Api.send(other.logOut(node)));
        assertThat(others).allMatch(other -> status(other, "/api/contacts") == 401);
        assertThat(status(session, "/api/contacts")).isEqualTo(200);
    }

    private int status(Api session, String path) {
        return Api.send(session.get(clustered.url(), path)).statusCode();
    }

    @Test
    @Order(2)
    void nodeShouldFollowWhenAMasterOfTheClusterIsKilled() {
        Visitor visitor = Visitor.of(clustered);

        redis.killMasterOf(COUNTER);

        awaitRecovery(visitor, () -> redis.serves(COUNTER) && redis.listeners(WAKE_UP) > 0);
        redis.startTheKilled();
    }

    /** Worse than a dead one: whoever asks it waits. */
    @Test
    @Order(3)
    void nodeShouldFollowWhenAMasterOfTheClusterFreezes() {
        Visitor visitor = Visitor.of(clustered);

        redis.freezeMasterOf(WAKE_UP);

        awaitRecovery(visitor, () -> redis.serves(WAKE_UP) && redis.listeners(WAKE_UP) > 0);
        redis.thaw();
        redis.awaitHealth();
        awaitRecovery(visitor, () -> redis.serves(WAKE_UP));
    }

    @Test
    @Order(4)
    void nodeShouldFollowTheSentinelsWhenTheirMasterIsKilled() {
        Visitor visitor = Visitor.of(behindSentinels);

        watched.killMaster();

        awaitRecovery(visitor, () -> watched.listeners(WAKE_UP) > 0);
    }

    /** Nothing but 503 meanwhile, each within two seconds, and the session goes on. */
    private static void awaitRecovery(Visitor visitor, Callable<Boolean> replaced) {
        Awaitility.await("another master has taken over")
                .pollInterval(Duration.ofMillis(50))
                .atMost(RECOVERY)
                .until(() -> visitor.seesAllWell() & replaced.call());
        System.out.println(visitor);
        assertThat(visitor.statuses().keySet()).isSubsetOf(200, 404, 503);
        assertThat(visitor.slowest()).isLessThan(LONGEST);
    }

    /** As the next version's first node does it; docs/adr/0033. */
    @Test
    @Order(5)
    void runningNodeShouldNotNoticeThatTheSchemaGrows() throws Exception {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(cluster.setting("acmecrm.database.url"));
        dataSource.setUser(cluster.setting("acmecrm.database.username"));
        try (LoadProcess load = startLoad()) {
            int applied = SchemaMigrator.flyway(dataSource, "classpath:db/migration", "classpath:db/expansion")
                    .migrate()
                    .migrationsExecuted;
            load.awaitSuccesses(SOME);

            assertThat(applied).isEqualTo(2);
            check(load);
        }
        assertThatCode(() -> SchemaMigrator.flyway(dataSource, "classpath:db/migration")
                        .migrate())
                .as("an older node starts again")
                .doesNotThrowAnyException();
    }

    @Test
    @Order(6)
    void nothingShouldBeLostWhenABrokerOfThreeIsKilled() throws Exception {
        try (LoadProcess load = startLoad()) {
            kafka.kill(0);
            load.awaitSuccesses(SOME);

            check(load);
        }
    }

    @Test
    @Order(7)
    void nothingShouldBeLostWhenConnectionsAreCutAndPostgresIsReadOnlyForAWhile() throws Exception {
        try (LoadProcess load = startLoad()) {
            postgres.cutConnections();
            load.awaitSuccesses(SOME);
            postgres.setReadOnly(true);
            awaitReady(503);
            postgres.setReadOnly(false);
            awaitReady(200);
            load.awaitSuccesses(SOME);

            check(load);
        }
    }

    @Test
    @Order(8)
    void nothingShouldBeLostWhenTheStandbyTakesOver() throws Exception {
        try (LoadProcess load = startLoad()) {
            postgres.failOver();
            load.awaitSuccesses(SOME);

            check(load);
        }
    }

    private LoadProcess startLoad() throws Exception {
        return LoadProcess.start(RATE, CONTACTS, clustered);
    }

    private void awaitReady(int status) {
        HttpRequest ready =
                HttpRequest.newBuilder(clustered.url().resolve("/health/ready")).build();
        Awaitility.await("/health/ready says " + status)
                .atMost(RECOVERY)
                .until(() -> Api.send(ready).statusCode() == status);
    }

    /** Nothing is lost, nothing out of order, and what failed was told as an outage. */
    private void check(LoadProcess load) throws Exception {
        History history = Aftermath.of(load, cluster);
        System.out.println(history.summary());
        assertThat(HistoryChecker.check(history)).isEmpty();
        assertThat(history.calls()).noneMatch(call -> call.status() == 500);
    }
}
