package com.acmecrm.integration.dev;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A Redis Cluster of three masters and a replica of each, which takes over two seconds after its master's end. */
public final class RedisClusterServers implements AutoCloseable {

    private static final String PASSWORD = "cluster@secret";
    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;
    private static final int BUS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<RedisProcess> servers = new ArrayList<>();

    private RedisClusterServers() {}

    /** @param home an empty folder */
    public static RedisClusterServers start(Path home) {
        RedisClusterServers cluster = new RedisClusterServers();
        Path binary = RedisProcess.unpack(home.resolve("bin"));
        for (int index = 0; index < 2 * MASTERS; index++) {
            cluster.servers.add(server(binary, home.resolve("redis" + index)));
        }
        cluster.servers.forEach(server -> await("Redis answers", () -> isThere(server)));
        cluster.form();
        return cluster;
    }

    private static RedisProcess server(Path binary, Path folder) {
        return RedisProcess.start(
                binary,
                folder,
                new RedisProcess.Settings(
                        port(),
                        Map.of(
                                "cluster-enabled", "yes",
                                "cluster-node-timeout", "1000",
                                "requirepass", PASSWORD,
                                "masterauth", PASSWORD,
                                "appendonly", "yes")),
                DefaultJedisClientConfig.builder().password(PASSWORD).build());
    }

    /** The port of the nodes' own talk must be free, too. */
    private static int port() {
        return IntStream.generate(Ports::free)
                .filter(port -> port < 2 * BUS && Ports.isFree(port + BUS))
                .findFirst()
                .orElseThrow();
    }

    private void form() {
        for (int index = 0; index < MASTERS; index++) {
            int[] slots = IntStream.range(index * SLOTS / MASTERS, (index + 1) * SLOTS / MASTERS)
                    .toArray();
            ask(servers.get(index), redis -> redis.clusterAddSlots(slots));
        }
        servers.stream()
                .skip(1)
                .forEach(other -> ask(servers.get(0), redis -> redis.clusterMeet("127.0.0.1", other.port())));
        await("all know each other", () -> servers.stream().allMatch(server -> knows(server, servers.size())));
        for (int index = 0; index < MASTERS; index++) {
            String master = ask(servers.get(index), Jedis::clusterMyId);
            ask(servers.get(MASTERS + index), redis -> redis.clusterReplicate(master));
        }
        awaitHealth();
    }

    private static boolean knows(RedisProcess server, int others) {
        return ask(server, Jedis::clusterInfo).contains("cluster_known_nodes:" + others);
    }

    /** Every slot is served, and each replica is in step with its master. */
    public void awaitHealth() {
        await(
                "the cluster is complete",
                () -> awake().allMatch(server -> ask(server, Jedis::clusterInfo).contains("cluster_state:ok"))
                        && awake().filter(server -> !isMaster(server)).allMatch(RedisClusterServers::isInStep));
    }

    private static boolean isInStep(RedisProcess replica) {
        return ask(replica, redis -> redis.info("replication")).contains("master_link_status:up");
    }

    private static boolean isMaster(RedisProcess server) {
        return ask(server, redis -> redis.info("replication")).contains("role:master");
    }

    private Stream<RedisProcess> awake() {
        return servers.stream().filter(RedisProcess::isAwake);
    }

    /** @param rules of the account, on all servers, instead of those that it had */
    public String urlOf(String user, String rules) {
        String[] arguments = ("SETUSER " + user + " reset on >" + user + " " + rules).split(" ");
        servers.forEach(server -> ask(server, redis -> redis.sendCommand(Protocol.Command.ACL, arguments)));
        return url().replace(":" + PASSWORD + "@", user + ":" + user + "@");
    }

    public String url() {
        return "redis+cluster://:" + PASSWORD + "@"
                + servers.stream().map(RedisProcess::host).collect(Collectors.joining(","));
    }

    /** Kills the master that serves a key; its replica takes over by itself. */
    public void killMasterOf(String key) {
        masterOf(key).kill();
    }

    /** As replicas of those who took over. */
    public void startTheKilled() {
        servers.stream().filter(server -> !server.isAlive()).forEach(RedisProcess::startAgain);
        servers.forEach(server -> await("Redis answers", () -> isThere(server)));
        awaitHealth();
    }

    /** Its replica takes over by itself. */
    public void freezeMasterOf(String key) {
        masterOf(key).freeze();
    }

    /** Whether a master that lives serves a key. */
    public boolean serves(String key) {
        return awake().anyMatch(server -> isMasterOf(server, key));
    }

    private RedisProcess masterOf(String key) {
        return awake().filter(server -> isMasterOf(server, key)).findFirst().orElseThrow();
    }

    private static boolean isMasterOf(RedisProcess server, String key) {
        int slot = JedisClusterCRC16.getSlot(key);
        return isMaster(server)
                && ask(server, Jedis::clusterNodes)
                        .lines()
                        .filter(line -> line.contains("myself"))
                        .flatMap(line -> Stream.of(line.split(" ")).skip(8))
                        .anyMatch(range -> holds(range, slot));
    }

    private static boolean holds(String range, int slot) {
        String[] ends = range.split("-");
        return Integer.parseInt(ends[0]) <= slot && slot <= Integer.parseInt(ends[ends.length - 1]);
    }

    /** Those who listen on a channel, on whichever node. */
    public long listeners(String channel) {
        return awake().mapToLong(server ->
                        ask(server, redis -> redis.pubsubNumSub(channel)).get(channel))
                .sum();
    }

    /** How many masters hold keys that begin like this. */
    public long spread(String prefix) {
        return awake().filter(RedisClusterServers::isMaster)
                .filter(server ->
                        !ask(server, redis -> redis.keys(prefix + "*")).isEmpty())
                .count();
    }

    /** On all nodes. */
    public void flushScripts() {
        awake().forEach(server -> ask(server, Jedis::scriptFlush));
    }

    public void freeze() {
        servers.forEach(RedisProcess::freeze);
    }

    public void thaw() {
        servers.forEach(RedisProcess::thaw);
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
        servers.forEach(RedisProcess::close);
    }
}
