package com.acmecrm.integration.platform;

import com.acmecrm.integration.platform.log.Causes;
import com.acmecrm.integration.platform.shutdown.ApplicationStopping;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.redisson.Redisson;
import org.redisson.api.BatchOptions;
import org.redisson.api.RBatch;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service's one connection to Redis ({@code acmecrm.redis.url}), opened at start. A command fails within about
 * a second when Redis is away or frozen, and is never repeated: a script that was sent twice would count twice.
 */
@ApplicationScoped
public class RedisConnection {

    private static final Logger LOG = LoggerFactory.getLogger(RedisConnection.class);
    /** For everything together: the client counts waiting for a connection, connecting and the answer apart. */
    private static final int PATIENCE_MILLIS = 1_200;

    @Inject
    RedisConfig config;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    ManagedExecutorService executor;

    @Inject
    MeterRegistry meters;

    private final Breaker breaker = new Breaker();
    private final RedisValueLog invalidValues = new RedisValueLog();
    private RedissonClient redisson;
    private CompletableFuture<Void> contact = CompletableFuture.failedFuture(new IllegalStateException("not yet"));

    /** At start, not with the first request: it takes up to three seconds. Before those who use it then. */
    void open(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.LIBRARY_BEFORE)
                    Object start) {
        redisson = Redisson.create(config.redisson());
        try {
            connect();
            contact = CompletableFuture.completedFuture(null);
        } catch (RedisException absent) {
            // The service starts all the same. A certificate that is not trusted stands far below.
            LOG.warn(
                    "Redis does not answer yet: {} ({})",
                    absent.getMessage(),
                    Causes.first(absent).toString());
        }
    }

    /**
     * The first answer of Redis ever; asked for again after a failure. Until then the client connects in the thread that
     * sends, to one node after another: for longer than a request may wait, where there are several.
     */
    private synchronized CompletableFuture<Void> contact() {
        if (contact.isCompletedExceptionally()) {
            contact = CompletableFuture.runAsync(this::connect, executor);
        }
        return contact;
    }

    private void connect() {
        RBatch batch = commandBatch();
        batch.getBucket("acmecrm").isExistsAsync();
        batch.execute();
    }

    void stop(@Observes @Priority(ApplicationStopping.REDIS) ApplicationStopping event) {
        close();
        LOG.info("Stopping: Redis is closed");
    }

    /** Where the application has never started, nobody tells that it stops. */
    @PreDestroy
    void close() {
        if (redisson != null && !redisson.isShutdown()) {
            redisson.shutdown(0, 2, TimeUnit.SECONDS);
        }
    }

    /** Commands that go out in one round trip; not atomic, so that they may concern keys on several nodes. */
    public RedisBatch batch() {
        return new RedisBatch(this::commandBatch, false);
    }

    /**
     * As {@link #batch}, for commands that concern different callers: one whose key holds a value that is not of this
     * service's making fails alone, and its answer is exceptional.
     */
    public RedisBatch independentBatch() {
        return new RedisBatch(this::commandBatch, true);
    }

    private RBatch commandBatch() {
        return redisson.createBatch(BatchOptions.defaults().retryAttempts(0));
    }

    /** Commands on one key that are carried out all or none, in one round trip. */
    public RedisBatch atomicBatch() {
        return new RedisBatch(
                () -> redisson.createBatch(BatchOptions.defaults()
                        .executionMode(BatchOptions.ExecutionMode.IN_MEMORY_ATOMIC)
                        .retryAttempts(0)),
                false);
    }

    /**
     * Carries out a batch that reads or counts, and waits for its answers.
     *
     * @throws RedisUnavailableException if they are not there in time, in which case Redis may carry out the commands all
     *     the same; also if a key holds a value that is not of this service's making
     */
    public void execute(RedisBatch batch) {
        execute(batch, RedisUnavailableException::unchanged);
    }

    /**
     * Makes the change that a client has asked for, and waits for it. In a transaction the last step: from here on the
     * outcome is unknown if the transaction fails.
     *
     * @throws RedisUnavailableException if the answers are not there in time, with an unknown outcome unless nothing was
     *     sent
     */
    public void change(RedisBatch batch) {
        execute(batch, failure -> {
            DatabaseCall.noteChangeElsewhere();
            return RedisUnavailableException.outcomeUnknown(failure);
        });
        DatabaseCall.noteChangeElsewhere();
    }

    private void execute(RedisBatch batch, Function<Throwable, RedisUnavailableException> unanswered) {
        long start = System.nanoTime();
        if (!breaker.admits(start)) {
            record("refused", start);
            throw RedisUnavailableException.unchanged(null);
        }
        try {
            sent(batch).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            breaker.succeeded();
            record("answered", start);
        } catch (TimeoutException | ExecutionException failure) {
            breaker.failed(System.nanoTime());
            record("failed", start);
            throw unanswered.apply(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw unanswered.apply(stopped);
        }
        refuseInvalidValues(batch);
    }

    private void refuseInvalidValues(RedisBatch batch) {
        List<RedisValueError> invalid = batch.invalidValues();
        logAll(invalid);
        if (!invalid.isEmpty() && !batch.isIndependent()) {
            throw RedisUnavailableException.unchanged(invalid.get(0).failure());
        }
    }

    private void logAll(List<RedisValueError> invalid) {
        invalid.forEach(value -> invalidValues.log(value.keys(), value.text()));
    }

    /** Logs that a key holds something that this service did not write, at most once a minute. */
    public void reportInvalidValue(String key, String text) {
        invalidValues.log(List.of(key), text);
    }

    /** Sends a batch of which nobody needs the answers; it may be lost. */
    public void send(RedisBatch batch) {
        long start = System.nanoTime();
        sent(batch).whenComplete((done, failure) -> {
            record(failure == null ? "answered" : "failed", start);
            if (failure == null) {
                logAll(batch.invalidValues());
            }
        });
    }

    private CompletableFuture<?> sent(RedisBatch batch) {
        return contact().thenCompose(reached -> batch.execute());
    }

    /**
     * Messages on it reach those who listen at the time, and nobody else.
     *
     * @throws RedisUnavailableException if Redis has never answered yet
     */
    public RTopic topic(String name) {
        CompletableFuture<Void> reached = contact();
        if (!reached.isDone() || reached.isCompletedExceptionally()) {
            throw RedisUnavailableException.unchanged(null);
        }
        return redisson.getTopic(name);
    }

    private void record(String outcome, long start) {
        meters.timer("acmecrm.redis.calls", "outcome", outcome).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
}
