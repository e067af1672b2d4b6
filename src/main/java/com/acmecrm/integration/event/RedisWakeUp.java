package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.RedisBatch;
import com.acmecrm.integration.platform.RedisConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;

/**
 * Tells the node that relays of a commit on another one. A message may be lost; the relay's poll makes up for it. Not
 * PostgreSQL's {@code NOTIFY}, which lets commits pass one at a time. Used by one thread.
 */
@ApplicationScoped
public class RedisWakeUp {

    private static final String CHANNEL = "event:appended";
    private static final String MESSAGE = "1";
    private static final String LEASE_FREE = "free";

    @Inject
    RedisConnection redis;

    private CompletableFuture<Integer> subscription = CompletableFuture.failedFuture(new IllegalStateException("none"));

    /** Wakes the other nodes' relays, of which only the one that holds the lease gets up. */
    void wakeUp() {
        publish(MESSAGE);
    }

    /** Lets another node take the lease at once. */
    void tellFree() {
        publish(LEASE_FREE);
    }

    private void publish(String message) {
        RedisBatch batch = redis.batch();
        batch.add(CHANNEL, commands -> commands.getTopic(CHANNEL).publishAsync(message));
        try {
            redis.execute(batch);
        } catch (RuntimeException unavailable) {
            return; // whatever it is, it must not stop the relay: its poll makes up for it
        }
    }

    /** Listens from now on; to be called again and again, because Redis may be away. */
    void listen(Runnable onAppended, Runnable onLeaseFree) {
        if (!subscription.isCompletedExceptionally()) {
            return;
        }
        try {
            subscription = redis.topic(CHANNEL)
                    .addListenerAsync(
                            String.class,
                            (channel, message) -> (message.equals(LEASE_FREE) ? onLeaseFree : onAppended).run())
                    .toCompletableFuture();
        } catch (RuntimeException unavailable) {
            return; // the next call tries again
        }
    }
}
