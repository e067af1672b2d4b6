package com.acmecrm.integration.platform;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.redisson.Redisson;
import org.redisson.api.BatchOptions;
import org.redisson.api.RBatch;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service's one connection to Redis ({@code acmecrm.redis.url}), opened at start. A command fails within about
 * a second when Redis is away or frozen, and is never repeated: a script that was sent twice would count twice.
 */
@ApplicationScoped
public class RedisConnection {

    private static final Logger LOG = LoggerFactory.getLogger(RedisConnection.class);
    private static final int THREADS = 2;
    private static final int CONNECT_MILLIS = 500;
    private static final int TIMEOUT_MILLIS = 800;
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(500);
    /** For everything together: the client counts waiting for a connection, connecting and the answer apart. */
    private static final int PATIENCE_MILLIS = 1_200;

    private static final int PING_MILLIS = 1_000;
    private static final int CONNECTIONS = 16;

    @Inject
    @ConfigProperty(name = "acmecrm.redis.url")
    URI url;

    @Inject
    MeterRegistry meters;

    private final Breaker breaker = new Breaker();
    private RedissonClient redisson;

    /** At start, not with the first request: it takes up to three seconds. Before those who use it then. */
    void open(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.LIBRARY_BEFORE)
                    Object start) {
        redisson = Redisson.create(config(url));
        try {
            // Connects. Without Redis the service starts all the same.
            RBatch batch = batch();
            batch.getBucket("acmecrm").isExistsAsync();
            execute(batch);
        } catch (RedisUnavailableException absent) {
            LOG.warn("Redis does not answer yet: {}", absent.getCause().toString());
        }
    }

    @PreDestroy
    void close() {
        if (redisson != null) {
            redisson.shutdown(0, 2, TimeUnit.SECONDS);
        }
    }

    /** Commands that go out in one round trip; not atomic, so that they may concern keys on several nodes. */
    public RBatch batch() {
        return redisson.createBatch(BatchOptions.defaults().retryAttempts(0));
    }

    /** Commands on one key that are carried out all or none, in one round trip. */
    public RBatch atomicBatch() {
        return redisson.createBatch(BatchOptions.defaults()
                .executionMode(BatchOptions.ExecutionMode.IN_MEMORY_ATOMIC)
                .retryAttempts(0));
    }

    /**
     * Carries out a batch and waits for its answers.
     *
     * @throws RedisUnavailableException if they are not there in time; Redis may carry out the commands all the same
     */
    public void execute(RBatch batch) {
        long start = System.nanoTime();
        if (!breaker.admits(start)) {
            record("refused", start);
            throw new RedisUnavailableException(null);
        }
        try {
            batch.executeAsync().toCompletableFuture().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            breaker.succeeded();
            record("answered", start);
        } catch (TimeoutException | ExecutionException | RedisException failure) {
            breaker.failed(System.nanoTime());
            record("failed", start);
            throw new RedisUnavailableException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RedisUnavailableException(stopped);
        }
    }

    /** Sends a batch of which nobody needs the answers; it may be lost. */
    public void send(RBatch batch) {
        long start = System.nanoTime();
        try {
            batch.executeAsync()
                    .whenComplete((done, failure) -> record(failure == null ? "answered" : "failed", start));
        } catch (RedisException failure) {
            record("failed", start);
        }
    }

    /** Messages on it reach those who listen at the time, and nobody else. */
    public RTopic topic(String name) {
        return redisson.getTopic(name);
    }

    private void record(String outcome, long start) {
        meters.timer("acmecrm.redis.calls", "outcome", outcome).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }

    private static Config config(URI url) {
        Config config = new Config();
        config.setCodec(StringCodec.INSTANCE);
        config.setThreads(THREADS);
        config.setNettyThreads(THREADS);
        config.setLazyInitialization(true);
        config.setPassword(password(url));
        config.useSingleServer()
                .setAddress(url.getScheme() + "://" + url.getHost() + ":" + url.getPort())
                .setDatabase(database(url))
                .setConnectTimeout(CONNECT_MILLIS)
                .setTimeout(TIMEOUT_MILLIS)
                .setRetryAttempts(0)
                .setReconnectionDelay(new ConstantDelay(RECONNECT_DELAY))
                .setPingConnectionInterval(PING_MILLIS)
                .setConnectionPoolSize(CONNECTIONS)
                .setConnectionMinimumIdleSize(2)
                .setSubscriptionConnectionPoolSize(1)
                .setSubscriptionConnectionMinimumIdleSize(1);
        return config;
    }

    /** Null where the address has none. */
    private static String password(URI url) {
        String userInfo = url.getUserInfo();
        return userInfo == null ? null : userInfo.substring(userInfo.indexOf(':') + 1);
    }

    private static int database(URI url) {
        String path = url.getPath();
        return path == null || path.length() < 2 ? 0 : Integer.parseInt(path.substring(1));
    }
}
