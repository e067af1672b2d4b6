package com.acmecrm.integration.platform;

import java.time.Duration;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.ClusterServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.ReadMode;
import org.redisson.config.SentinelServersConfig;
import org.redisson.config.SingleServerConfig;
import org.redisson.config.SubscriptionMode;

/** Redisson's settings for an address: short waits, nothing twice, and the same promises whatever stands behind it. */
final class RedisClientConfig {

    private static final int THREADS = 2;
    private static final int CONNECT_MILLIS = 500;
    private static final int TIMEOUT_MILLIS = 800;
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(500);
    private static final int PING_MILLIS = 1_000;
    /** How often the client asks who is master now, so that it follows within about this time. */
    private static final int SCAN_MILLIS = 1_000;

    private static final int CONNECTIONS = 16;
    private static final int IDLE_CONNECTIONS = 2;

    private final RedisAddress address;
    private final Config config = new Config();

    private RedisClientConfig(RedisAddress address) {
        this.address = address;
    }

    /** Trusts whom the virtual machine trusts. */
    static Config of(RedisAddress address) {
        RedisClientConfig settings = new RedisClientConfig(address);
        settings.setCommon();
        settings.setTopology();
        return settings.config;
    }

    private void setCommon() {
        config.setCodec(StringCodec.INSTANCE);
        config.setThreads(THREADS);
        config.setNettyThreads(THREADS);
        config.setLazyInitialization(true);
        // Its cache of digests survives SCRIPT FLUSH and failovers, and batches do not recover then: RedisBatch does.
        config.setUseScriptCache(false);
        address.username().ifPresent(config::setUsername);
        address.password().ifPresent(config::setPassword);
    }

    private void setTopology() {
        switch (address.topology()) {
            case CLUSTER -> setCluster(config.useClusterServers());
            case SENTINEL -> setSentinel(config.useSentinelServers());
            case SINGLE -> setSingle(config.useSingleServer());
            default -> throw new IllegalStateException(address.topology().name());
        }
    }

    private void setSingle(SingleServerConfig single) {
        setTimes(single)
                .setAddress(address.urls().get(0))
                .setDatabase(address.database())
                .setConnectionPoolSize(CONNECTIONS)
                .setConnectionMinimumIdleSize(IDLE_CONNECTIONS)
                .setSubscriptionConnectionPoolSize(1)
                .setSubscriptionConnectionMinimumIdleSize(1);
    }

    private void setCluster(ClusterServersConfig cluster) {
        setMasters(cluster).setScanInterval(SCAN_MILLIS);
        cluster.setNodeAddresses(address.urls());
    }

    /** One Sentinel that answers is enough to begin with. */
    private void setSentinel(SentinelServersConfig sentinel) {
        setMasters(sentinel)
                .setMasterName(address.masterName())
                .setScanInterval(SCAN_MILLIS)
                .setCheckSentinelsList(false);
        sentinel.setSentinelAddresses(address.urls());
    }

    /** Masters alone are asked: a replica may not know yet that a token was revoked. */
    private static <T extends BaseMasterSlaveServersConfig<T>> T setMasters(T servers) {
        return setTimes(servers)
                .setReadMode(ReadMode.MASTER)
                .setSubscriptionMode(SubscriptionMode.MASTER)
                .setMasterConnectionPoolSize(CONNECTIONS)
                .setMasterConnectionMinimumIdleSize(IDLE_CONNECTIONS)
                .setSubscriptionConnectionPoolSize(1)
                .setSubscriptionConnectionMinimumIdleSize(1);
    }

    private static <T extends BaseConfig<T>> T setTimes(T servers) {
        return servers.setConnectTimeout(CONNECT_MILLIS)
                .setTimeout(TIMEOUT_MILLIS)
                .setRetryAttempts(0)
                .setReconnectionDelay(new ConstantDelay(RECONNECT_DELAY))
                .setPingConnectionInterval(PING_MILLIS);
    }
}
