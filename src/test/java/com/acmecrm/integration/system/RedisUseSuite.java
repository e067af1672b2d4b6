package com.acmecrm.integration.system;

import java.util.List;
import java.util.Properties;
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
        long before = readsOfCommands();

        for (int request = 0; request < REQUESTS; request++) {
            assertThat(api.get("/api/contacts?limit=1").status()).isEqualTo(200);
        }

        // The question itself is a connection with a read or two for itself.
        assertThat(readsOfCommands() - before).isBetween((long) REQUESTS, REQUESTS + 6L);
    }

    @Test
    void requestsShouldGoOnWhenRedisHasLostItsScripts() {
        Api api = Api.admin();
        for (String path :
                List.of("/api/contacts?limit=1", "/api/ops/refusals", "/api/auth/sessions", "/api/contacts?limit=1")) {
            Redis.flushScripts();
            assertThat(api.get(path).status()).as(path).isEqualTo(200);
        }
        String counter = Redis.keys("rate:limit:GET:/api/contacts:*").iterator().next();
        assertThat(Redis.text(counter)).as("each call is counted once").isEqualTo("2");
        assertThat(Redis.secondsToLive(counter)).isBetween(1L, 60L);
        Redis.flushScripts();
        assertThat(Api.admin().get("/api/contacts?limit=1").status()).isEqualTo(200);
    }

    @Test
    void noCounterShouldBeWithoutExpiry() {
        Api.admin().get("/api/contacts");

        assertThat(Redis.keys("rate:limit:*"))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(Redis.secondsToLive(key)).isBetween(1L, 60L));
    }

    /**
     * Neither pings nor the ends of connections, of which those before may have left a dozen to be closed by and by. In
     * one question, since each is a connection, too.
     */
    private static long readsOfCommands() {
        Properties info = Redis.info();
        long pings = Long.parseLong(info.getProperty("cmdstat_ping").replaceAll("calls=(\\d+),.*", "$1"));
        long closed = number(info, "total_connections_received") - number(info, "connected_clients");
        return number(info, "total_reads_processed") - pings - closed;
    }

    private static long number(Properties info, String name) {
        return Long.parseLong(info.getProperty(name));
    }
}
