package com.acmecrm.integration.platform;

import com.acmecrm.integration.platform.log.Causes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.redisson.api.RBatch;
import org.redisson.api.RScript;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.StringCodec;

/**
 * Commands and scripts that go to Redis in one round trip. Scripts that a server does not have are sent once more, as text,
 * in a second round trip: after {@code SCRIPT FLUSH}, a restart or a failover a request notices nothing.
 */
public final class RedisBatch {

    private final Supplier<RBatch> batches;
    private final boolean independent;
    private final RBatch batch;
    private final List<RedisCommand<?>> commands = new ArrayList<>();

    /** @param independent whether each command may fail alone where only the value under its key is at fault */
    RedisBatch(Supplier<RBatch> batches, boolean independent) {
        this.batches = batches;
        this.independent = independent;
        this.batch = batches.get();
    }

    /**
     * Adds a command.
     *
     * @param key the key that it reads or writes
     * @return the answer, once the batch has been executed
     */
    public <T> CompletionStage<T> add(String key, Function<RBatch, CompletionStage<T>> command) {
        RedisCommand<T> added = new RedisCommand<>(List.of(key), command, command);
        commands.add(added);
        return added.addTo(batch);
    }

    /**
     * Adds a script. Its keys must lie on one node of a cluster.
     *
     * @return what the script returns, once the batch has been executed
     */
    public <T> CompletionStage<T> evaluate(RedisScript<T> script, List<Object> keys, Object... values) {
        RedisCommand<T> added = new RedisCommand<>(
                keys,
                // As if it wrote, whatever it does: a replica that lags does not have the latest.
                target -> target.getScript(StringCodec.INSTANCE)
                        .evalShaAsync(RScript.Mode.READ_WRITE, script.digest(), script.returnType(), keys, values),
                target -> target.getScript(StringCodec.INSTANCE)
                        .evalAsync(RScript.Mode.READ_WRITE, script.text(), script.returnType(), keys, values));
        commands.add(added);
        return added.addTo(batch);
    }

    /** Fails if Redis did not carry out the batch. Where only values are at fault, {@link #invalidValues} has them. */
    CompletableFuture<Void> execute() {
        return batch.executeAsync()
                .handle((done, failure) -> Optional.ofNullable(failure))
                .toCompletableFuture()
                .thenCompose(this::repeatUnknownScripts)
                .thenCompose(this::outcome);
    }

    /** Redis ran nothing of a script that it did not have: to repeat it is safe. */
    private CompletionStage<Optional<Throwable>> repeatUnknownScripts(Optional<Throwable> failure) {
        List<RedisCommand<?>> unknown =
                commands.stream().filter(RedisCommand::isUnknownScript).toList();
        if (unknown.isEmpty()) {
            return CompletableFuture.completedFuture(failure);
        }
        RBatch repeated = batches.get();
        unknown.forEach(script -> script.repeatIn(repeated));
        return repeated.executeAsync().handle((done, again) -> Optional.ofNullable(again));
    }

    private CompletionStage<Void> outcome(Optional<Throwable> failure) {
        return failures()
                .filter(failed -> !RedisValueError.is(failed.failure()))
                .map(RedisCommand::failure)
                .findFirst()
                .or(() -> failure.filter(unexplained -> failures().findAny().isEmpty()))
                .map(CompletableFuture::<Void>failedFuture)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** What a command met under its key that is no value of the kind it works with; after {@link #execute}. */
    List<RedisValueError> invalidValues() {
        return failures()
                .filter(failed -> RedisValueError.is(failed.failure()))
                .map(failed -> new RedisValueError(failed.keys, failed.failure()))
                .toList();
    }

    boolean isIndependent() {
        return independent;
    }

    private Stream<RedisCommand<?>> failures() {
        return commands.stream().filter(RedisCommand::hasFailed);
    }

    /** A command or a script, and its answer. */
    private static final class RedisCommand<T> {

        private final List<Object> keys;
        private final Function<RBatch, CompletionStage<T>> first;
        private final Function<RBatch, CompletionStage<T>> again;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private volatile boolean unknownScript;

        RedisCommand(
                List<?> keys, Function<RBatch, CompletionStage<T>> first, Function<RBatch, CompletionStage<T>> again) {
            this.keys = List.copyOf(keys);
            this.first = first;
            this.again = again;
        }

        CompletionStage<T> addTo(RBatch target) {
            first.apply(target).whenComplete((value, failure) -> {
                unknownScript = failure != null && Causes.first(failure) instanceof RedisNoScriptException;
                if (!unknownScript) {
                    complete(value, failure);
                }
            });
            return result;
        }

        void repeatIn(RBatch target) {
            again.apply(target).whenComplete(this::complete);
        }

        boolean isUnknownScript() {
            return unknownScript;
        }

        boolean hasFailed() {
            return result.isCompletedExceptionally();
        }

        /** Of a command that has failed. */
        Throwable failure() {
            return result.handle((value, failure) -> Causes.first(failure)).join();
        }

        private void complete(T value, Throwable failure) {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        }
    }
}
