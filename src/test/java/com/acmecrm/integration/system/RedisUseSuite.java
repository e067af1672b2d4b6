package com.acmecrm.integration.system;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a request costs Redis. */
abstract class RedisUseSuite {

    private static final int REQUESTS = 25;

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    /** Redis counts each piece of input that it reads from a connection; a pipelined batch is one. */
    @Test
    void requestShouldTakeOneRoundTrip() {
        Api api = Api.admin();
        long before = readsButPings();

        for (int request = 0; request < REQUESTS; request++) {
            assertThat(api.get("/api/contacts?limit=1").status()).isEqualTo(200);
        }

        // The question itself, before and after, is two connections with a read or two each.
        assertThat(readsButPings() - before).isBetween((long) REQUESTS, REQUESTS + 6L);
    }

    @Test
    void noCounterShouldBeWithoutExpiry() {
        Api.admin().get("/api/contacts");

        assertThat(Redis.keys("rate:limit:*"))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(Redis.secondsToLive(key)).isBetween(1L, 60L));
    }

    private static long readsButPings() {
        String pings = Redis.info("commandstats", "cmdstat_ping").replaceAll("calls=(\\d+),.*", "$1");
        return Long.parseLong(Redis.info("stats", "total_reads_processed")) - Long.parseLong(pings);
    }
}
