package com.acmecrm.integration.platform;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.ClusterServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ReadMode;
import org.redisson.config.SentinelServersConfig;
import org.redisson.config.SubscriptionMode;

import static org.assertj.core.api.Assertions.assertThat;

class RedisClientConfigTest {

    @Test
    void singleRedisShouldBeAskedForItsDatabase() {
        Config config = config("redis://:pw@a:1/3");

        assertThat(config.useSingleServer().getAddress()).isEqualTo("redis://a:1");
        assertThat(config.useSingleServer().getDatabase()).isEqualTo(3);
        assertThat(config.getPassword()).isEqualTo("pw");
        assertThat(config.getUsername()).isNull();
    }

    @Test
    void clusterShouldBeAskedByAllItsHosts() {
        ClusterServersConfig cluster = config("rediss+cluster://a:1,b:2").useClusterServers();

        assertThat(cluster.getNodeAddresses()).containsExactly("rediss://a:1", "rediss://b:2");
    }

    @Test
    void sentinelsShouldBeAskedForTheirMaster() {
        SentinelServersConfig sentinel = config("redis+sentinel://a:1,b:2/m").useSentinelServers();

        assertThat(sentinel.getSentinelAddresses()).containsExactly("redis://a:1", "redis://b:2");
        assertThat(sentinel.getMasterName()).isEqualTo("m");
    }

    /** A replica may not know yet that a token was revoked. */
    @Test
    void onlyMastersShouldBeAsked() {
        assertOnlyMasters(config("redis+cluster://a:1").useClusterServers());
        assertOnlyMasters(config("redis+sentinel://a:1/m").useSentinelServers());
    }

    private static void assertOnlyMasters(BaseMasterSlaveServersConfig<?> servers) {
        assertThat(servers.getReadMode()).isEqualTo(ReadMode.MASTER);
        assertThat(servers.getSubscriptionMode()).isEqualTo(SubscriptionMode.MASTER);
    }

    /** A request may wait for two seconds, and a script must not count twice. */
    @ParameterizedTest
    @ValueSource(strings = {"redis://a:1", "redis+cluster://a:1", "redis+sentinel://a:1/m"})
    void nothingShouldWaitLongOrBeSentTwice(String url) {
        BaseConfig<?> servers = servers(url);

        assertThat(servers.getConnectTimeout()).isEqualTo(500);
        assertThat(servers.getTimeout()).isEqualTo(800);
        assertThat(servers.getRetryAttempts()).isZero();
    }

    private static BaseConfig<?> servers(String url) {
        Config config = config(url);
        return switch (RedisAddress.parse(url).topology()) {
            case SINGLE -> config.useSingleServer();
            case CLUSTER -> config.useClusterServers();
            case SENTINEL -> config.useSentinelServers();
        };
    }

    private static Config config(String url) {
        return RedisClientConfig.of(RedisAddress.parse(url));
    }
}
