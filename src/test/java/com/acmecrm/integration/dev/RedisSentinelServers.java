package com.acmecrm.integration.dev;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A Redis and its replica, watched by three Sentinels that choose anew a second after the master's end; all by TLS. */
public final class RedisSentinelServers implements AutoCloseable {

    private static final String NAME = "acmecrm";
    private static final String PASSWORD = "sentinel/secret";
    private static final int SENTINELS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path home;
    private final Path binary;
    private final SelfMadeCertificate certificate;
    private final List<RedisProcess> servers = new ArrayList<>();
    private final List<RedisProcess> sentinels = new ArrayList<>();

    private RedisSentinelServers(Path home) {
        this.home = home;
        this.binary = RedisProcess.unpack(home.resolve("bin"));
        this.certificate = SelfMadeCertificate.make(home.resolve("certificate"));
    }

    /** @param home an empty folder */
    public static RedisSentinelServers start(Path home) {
        RedisSentinelServers all = new RedisSentinelServers(home);
        all.addServer(Map.of());
        all.addServer(Map.of("replicaof", "127.0.0.1 " + all.servers.get(0).port()));
        all.servers.forEach(server -> await("Redis answers", () -> isThere(server)));
        await("the replica is in step", () -> all.replication(1).contains("master_link_status:up"));
        for (int index = 0; index < SENTINELS; index++) {
            all.addSentinel();
        }
        await(
                "the Sentinels know the replica and each other",
                () -> all.sentinels.stream().allMatch(RedisSentinelServers::knowsAll));
        return all;
    }

    private void addServer(Map<String, String> more) {
        Map<String, String> settings = tls();
        settings.putAll(Map.of("requirepass", PASSWORD, "masterauth", PASSWORD, "appendonly", "yes"));
        settings.putAll(more);
        servers.add(RedisProcess.start(
                binary,
                home.resolve("redis" + servers.size()),
                new RedisProcess.Settings(Ports.free(), settings),
                client().password(PASSWORD).build()));
    }

    private void addSentinel() {
        Map<String, String> settings = tls();
        settings.put("sentinel", """
                monitor %s 127.0.0.1 %d 2
                auth-pass %s %s
                down-after-milliseconds %s 1000
                failover-timeout %s 5000
                """.formatted(NAME, servers.get(0).port(), NAME, PASSWORD, NAME, NAME));
        sentinels.add(RedisProcess.start(
                binary,
                home.resolve("sentinel" + sentinels.size()),
                new RedisProcess.Settings(Ports.free(), settings),
                client().build(),
                "--sentinel"));
    }

    private Map<String, String> tls() {
        return new TreeMap<>(Map.of(
                "tls-cert-file", certificate.certificate().toString(),
                "tls-key-file", certificate.key().toString(),
                "tls-ca-cert-file", certificate.certificate().toString(),
                "tls-auth-clients", "no",
                "tls-replication", "yes"));
    }

    private DefaultJedisClientConfig.Builder client() {
        return DefaultJedisClientConfig.builder().ssl(true).sslSocketFactory(certificate.sockets());
    }

    private static boolean knowsAll(RedisProcess sentinel) {
        try {
            Map<String, String> known = ask(sentinel, redis -> redis.sentinelMaster(NAME));
            return "1".equals(known.get("num-slaves")) && "2".equals(known.get("num-other-sentinels"));
        } catch (JedisConnectionException notYet) {
            return false;
        }
    }

    private String replication(int server) {
        return ask(servers.get(server), redis -> redis.info("replication"));
    }

    /** For the service: by way of the Sentinels. */
    public Map<String, String> settings() {
        String hosts = sentinels.stream().map(RedisProcess::host).collect(Collectors.joining(","));
        return settings("rediss+sentinel://:" + PASSWORD + "@" + hosts + "/" + NAME);
    }

    /** For the service: to the first server itself. */
    public Map<String, String> settingsOfOne() {
        return settings("rediss://:" + PASSWORD + "@" + servers.get(0).host());
    }

    private Map<String, String> settings(String url) {
        return Map.of(
                "acmecrm.redis.url",
                url,
                "acmecrm.redis.ca.location",
                certificate.certificate().toString());
    }

    /** On the master and its replica. */
    public void flushScripts() {
        servers.stream().filter(RedisProcess::isAwake).forEach(server -> ask(server, Jedis::scriptFlush));
    }

    public void killMaster() {
        master().kill();
    }

    private RedisProcess master() {
        int port = Integer.parseInt(ask(sentinels.get(0), redis -> redis.sentinelGetMasterAddrByName(NAME))
                .get(1));
        return servers.stream()
                .filter(server -> server.port() == port)
                .findFirst()
                .orElseThrow();
    }

    /** Those who listen on a channel. */
    public long listeners(String channel) {
        return servers.stream()
                .filter(RedisProcess::isAwake)
                .mapToLong(server ->
                        ask(server, redis -> redis.pubsubNumSub(channel)).get(channel))
                .sum();
    }

    private static boolean isThere(RedisProcess server) {
        try {
            return "PONG".equals(ask(server, Jedis::ping));
        } catch (JedisConnectionException notYet) {
            return false;
        }
    }

    private static <T> T ask(RedisProcess server, Function<Jedis, T> question) {
        try (Jedis redis = server.connect()) {
            return question.apply(redis);
        }
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(PATIENCE).until(condition);
    }

    @Override
    public void close() {
        sentinels.forEach(RedisProcess::close);
        servers.forEach(RedisProcess::close);
    }
}
