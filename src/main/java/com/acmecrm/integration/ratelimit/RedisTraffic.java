package com.acmecrm.integration.ratelimit;

import com.acmecrm.integration.platform.OverviewPart;
import com.acmecrm.integration.platform.RedisBatch;
import com.acmecrm.integration.platform.RedisConnection;
import com.acmecrm.integration.platform.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.redisson.api.RBatch;
import org.redisson.api.RMapAsync;
import org.redisson.client.codec.StringCodec;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** Requests and refusals of all nodes by the minute: the hash {@code rate:traffic:<epoch minute>}, kept a little longer than shown. */
@ApplicationScoped
public class RedisTraffic implements OverviewPart {

    private static final int SHOWN_MINUTES = 15;
    private static final Duration KEPT = Duration.ofMinutes(SHOWN_MINUTES + 5);
    private static final String REQUESTS = "requests";
    private static final String REFUSED = "refused";

    @Inject
    RedisConnection redis;

    @Inject
    Clock clock;

    @Override
    public String name() {
        return "traffic";
    }

    /** To the current minute; nobody waits for it. */
    void add(long requests, long refused) {
        RedisBatch batch = redis.batch();
        String key = key(currentMinute());
        batch.add(key, commands -> minute(commands, key).addAndGetAsync(REQUESTS, requests));
        batch.add(key, commands -> minute(commands, key).addAndGetAsync(REFUSED, refused));
        batch.add(key, commands -> minute(commands, key).expireAsync(KEPT));
        redis.send(batch);
    }

    @Override
    public JsonValue look() {
        long now = currentMinute();
        RedisBatch batch = redis.batch();
        List<Told> minutes = LongStream.rangeClosed(now - SHOWN_MINUTES + 1, now)
                .mapToObj(minute -> new Told(minute, read(batch, minute)))
                .toList();
        redis.execute(batch);
        JsonArrayBuilder traffic = JSON.createArrayBuilder();
        minutes.forEach(minute -> traffic.add(minute.toJson()));
        return traffic.build();
    }

    private long currentMinute() {
        return Duration.between(Instant.EPOCH, clock.instant()).toMinutes();
    }

    private static CompletionStage<Map<String, String>> read(RedisBatch batch, long minute) {
        String key = key(minute);
        return batch.add(
                key,
                commands -> commands.<String, String>getMap(key, StringCodec.INSTANCE)
                        .readAllMapAsync());
    }

    private static RMapAsync<String, Long> minute(RBatch commands, String key) {
        return commands.getMap(key, StringCodec.INSTANCE);
    }

    private static String key(long minute) {
        return "rate:traffic:" + minute;
    }

    private record Told(long minute, CompletionStage<Map<String, String>> counts) {

        JsonObject toJson() {
            Map<String, String> known = counts.toCompletableFuture().join();
            Instant start = Instant.EPOCH.plus(Duration.ofMinutes(minute));
            return JSON.createObjectBuilder()
                    .add("minute", Timestamps.format(start))
                    .add(REQUESTS, Long.parseLong(known.getOrDefault(REQUESTS, "0")))
                    .add(REFUSED, Long.parseLong(known.getOrDefault(REFUSED, "0")))
                    .build();
        }
    }
}
