package com.acmecrm.integration.platform;

import com.acmecrm.integration.platform.RedisAddress.Topology;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RedisAddressTest {

    @Test
    void singleRedisShouldBeReadWithItsDatabase() {
        assertThat(RedisAddress.parse("redis://:s3cret@redis.example.com:6379/5"))
                .isEqualTo(new RedisAddress(
                        Topology.SINGLE,
                        false,
                        Optional.empty(),
                        Optional.of("s3cret"),
                        List.of("redis.example.com:6379"),
                        5,
                        ""));
    }

    @Test
    void clusterShouldBeReadWithAllItsHosts() {
        assertThat(RedisAddress.parse("redis+cluster://a:7000,10.0.0.2:7001,[::1]:7002"))
                .isEqualTo(new RedisAddress(
                        Topology.CLUSTER,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        List.of("a:7000", "10.0.0.2:7001", "[::1]:7002"),
                        0,
                        ""));
    }

    @Test
    void sentinelsShouldBeReadWithTheirMaster() {
        assertThat(RedisAddress.parse("redis+sentinel://user:pw@a:26379,b:26379/my-master"))
                .isEqualTo(new RedisAddress(
                        Topology.SENTINEL,
                        false,
                        Optional.of("user"),
                        Optional.of("pw"),
                        List.of("a:26379", "b:26379"),
                        0,
                        "my-master"));
    }

    @ParameterizedTest
    @CsvSource({
        "redis://a:1, redis://a:1",
        "rediss://a:1, rediss://a:1",
        "redis+cluster://a:1, redis://a:1",
        "rediss+cluster://a:1, rediss://a:1",
        "redis+sentinel://a:1/m, redis://a:1",
        "rediss+sentinel://a:1/m, rediss://a:1",
        "redis://a:1/, redis://a:1"
    })
    void schemeShouldTellWhetherTlsIsSpoken(String text, String url) {
        assertThat(RedisAddress.parse(text).urls()).containsExactly(url);
    }

    /** As far as such a password can be told from the rest. */
    @ParameterizedTest
    @CsvSource({
        "p@ss/w:rd#?, p@ss/w:rd#?",
        "100%25+1%2F2, 100%+1/2",
        "%C3%BC, ü",
    })
    void passwordShouldHaveAnySigns(String written, String meant) {
        assertThat(RedisAddress.parse("redis://:" + written + "@a:1").password())
                .contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a:6379",
                "http://:hidden@a:6379",
                "redis+ring://:hidden@a:6379",
                "redis://:hidden@a",
                "redis://:hidden@",
                "redis://:hidden",
                "redis://:hidden@a:0",
                "redis://:hidden@a:65536",
                "redis://:hidden@a:6379/one",
                "redis://:hidden@a:6379/1/2",
                "redis://:hidden@a:6379?db=1",
                "redis://:hidden@a:1,b:2",
                "redis://:hidden%@a:1",
                "redis+cluster://:hidden@a:1,",
                "redis+cluster://:hidden@a:1/1",
                "redis+sentinel://:hidden@a:1,b:2",
                "redis+sentinel://:hidden@a:1,b:2/"
            })
    void badAddressShouldBeToldWithoutItsPassword(String text) {
        assertThatThrownBy(() -> RedisAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("acmecrm.redis.url must be redis://")
                .hasMessageNotContaining("hidden")
                .hasNoCause();
    }

    @Test
    void addressShouldNotShowItsPassword() {
        assertThat(RedisAddress.parse("redis+cluster://user:hidden@a:1,b:2"))
                .hasToString("CLUSTER redis://a:1,redis://b:2");
    }
}
