package com.acmecrm.integration.platform;

import com.acmecrm.integration.dev.RedisClusterServers;
import com.acmecrm.integration.dev.RedisSentinelServers;
import com.acmecrm.integration.dev.TestServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.redisson.client.codec.StringCodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the service's connection does with TLS and with a cluster that nobody can reach; without a server around it. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated
class RedisConnectionIT {

    private static final Path HOME = Path.of("target", "redis-connection").toAbsolutePath();
    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final long LONGEST_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int KEYS = 100;
    private static final RedisScript<Long> COUNT = RedisScript.ofLong("return redis.call('incr', KEYS[1])");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<RedisConnection> open = new ArrayList<>();
    private RedisSentinelServers watched;
    private RedisClusterServers cluster;

    @BeforeAll
    void start() {
        watched = RedisSentinelServers.start(TestServer.freshFolder(HOME.resolve("watched")));
        cluster = RedisClusterServers.start(TestServer.freshFolder(HOME.resolve("cluster")));
    }

    @AfterEach
    void closeConnections() {
        open.forEach(RedisConnection::close);
        open.clear();
    }

    @AfterAll
    void stop() {
        threads.shutdown();
        if (cluster != null) {
            cluster.close();
        }
        if (watched != null) {
            watched.close();
        }
    }

    @Test
    void tlsShouldBeSpokenWithAnAuthorityOfOnesOwn() {
        RedisConnection connection = open(watched.settingsOfOne());

        assertThat(writeAndRead(connection)).hasSize(KEYS);
    }

    @Test
    void serverOfAnUnknownAuthorityShouldNotBeBelieved() {
        RedisConnection connection =
                open(Map.of("acmecrm.redis.url", watched.settingsOfOne().get("acmecrm.redis.url")));

        assertThatThrownBy(() -> writeAndRead(connection)).isInstanceOf(RedisUnavailableException.class);
    }

    @Test
    void keysOfOneBatchShouldLieOnAllNodesOfACluster() {
        RedisConnection connection = open(Map.of("acmecrm.redis.url", cluster.url()));

        assertThat(writeAndRead(connection)).hasSize(KEYS);
        assertThat(cluster.spread("key:")).isEqualTo(3);
    }

    @Test
    void scriptsShouldBeSentAgainWhenTheServersHaveLostThem() {
        assertThat(countAcrossFlush(open(watched.settings()), watched::flushScripts))
                .containsOnly(3L);
        assertThat(countAcrossFlush(open(Map.of("acmecrm.redis.url", cluster.url())), cluster::flushScripts))
                .containsOnly(3L);
    }

    /** Each key is counted three times, with the scripts flushed before the second. */
    private static List<Long> countAcrossFlush(RedisConnection connection, Runnable flush) {
        count(connection);
        flush.run();
        count(connection);
        return count(connection);
    }

    private static List<Long> count(RedisConnection connection) {
        RedisBatch batch = connection.batch();
        List<CompletionStage<Long>> answers = IntStream.range(0, KEYS)
                .mapToObj(key -> batch.evaluate(COUNT, List.of("count:" + key)))
                .toList();
        connection.execute(batch);
        return answers.stream()
                .map(answer -> answer.toCompletableFuture().join())
                .toList();
    }

    /** The keys are this test's. */
    @Test
    void documentedRightsShouldDoOnACluster() throws IOException {
        String documented = Files.readAllLines(Path.of("docs", "operate.md")).stream()
                .filter(line -> line.startsWith("    ACL SETUSER acmecrm "))
                .map(line -> line.replaceFirst(".*>\\S+ ", ""))
                .findFirst()
                .orElseThrow();

        RedisConnection without = open(Map.of("acmecrm.redis.url", cluster.urlOf("acmecrm", documented + " ~key:*")));
        assertThatThrownBy(() -> writeAndRead(without)).isInstanceOf(RedisUnavailableException.class);

        RedisConnection connection =
                open(Map.of("acmecrm.redis.url", cluster.urlOf("acmecrm", documented + " ~key:* +cluster|nodes")));
        assertThat(writeAndRead(connection)).hasSize(KEYS);
    }

    @Test
    void callersShouldWaitLessThanTwoSecondsWhenNoNodeOfAClusterEverAnswered() {
        cluster.freeze();
        try {
            RedisConnection connection = open(Map.of("acmecrm.redis.url", cluster.url()));

            for (int call = 0; call < 5; call++) {
                long begin = System.nanoTime();
                assertThatThrownBy(() -> writeAndRead(connection)).isInstanceOf(RedisUnavailableException.class);
                assertThat(System.nanoTime() - begin).isLessThan(LONGEST_NANOS);
            }
        } finally {
            cluster.thaw();
        }
        cluster.awaitHealth();
        Awaitility.await("the cluster is used").atMost(RECOVERY).until(() -> answers(open.get(0)));
    }

    private boolean answers(RedisConnection connection) {
        try {
            return writeAndRead(connection).size() == KEYS;
        } catch (RedisUnavailableException notYet) {
            return false;
        }
    }

    private static List<String> writeAndRead(RedisConnection connection) {
        RedisBatch batch = connection.batch();
        List<CompletionStage<String>> answers = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            String name = "key:" + key;
            batch.add(
                    name,
                    commands -> commands.<String>getBucket(name, StringCodec.INSTANCE)
                            .setAsync("value"));
            answers.add(batch.add(
                    name,
                    commands -> commands.<String>getBucket(name, StringCodec.INSTANCE)
                            .getAsync()));
        }
        connection.execute(batch);
        return answers.stream()
                .map(answer -> answer.toCompletableFuture().join())
                .filter("value"::equals)
                .toList();
    }

    private RedisConnection open(Map<String, String> settings) {
        RedisConnection connection = new RedisConnection();
        connection.config = RedisConfig.of(key -> Optional.ofNullable(settings.get(key)));
        connection.meters = new SimpleMeterRegistry();
        connection.executor = (ManagedExecutorService) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (proxy, method, arguments) -> method.invoke(threads, arguments));
        connection.open(new Object());
        open.add(connection);
        return connection;
    }
}
