package com.acmecrm.integration.platform.body;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The memory that all request bodies on this node share ({@code acmecrm.bodies.memory-mib}). Small bodies have a part of
 * their own, so that a few large ones never keep a login or a single contact out. Bodies that are being received have
 * another part than those that are parsed: a client that sends slowly holds the bytes it has announced, and never what
 * a complete body waits for.
 */
@ApplicationScoped
public class BodyMemory {

    /** A contact with all its fields at their limits has no more. */
    static final int SMALL_BYTES = 64 * 1024;

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final long MEBIBYTE = 1024L * 1024;
    /** The other half is for the server, the caches, and what is read from PostgreSQL. */
    private static final int HEAP_SHARE = 2;

    private static final int QUARTER = 4;

    @Inject
    @ConfigProperty(name = "acmecrm.bodies.memory-mib")
    Optional<Integer> configuredMebibytes;

    @Inject
    MeterRegistry meters;

    private MemoryPool receivedSmall;
    private MemoryPool receivedLarge;
    private MemoryPool parsedSmall;
    private MemoryPool parsedLarge;

    @PostConstruct
    void open() {
        open(configuredMebibytes
                .map(mebibytes -> mebibytes * MEBIBYTE)
                .orElseGet(() -> Runtime.getRuntime().maxMemory() / HEAP_SHARE));
        register("received", "small", receivedSmall);
        register("received", "large", receivedLarge);
        register("parsed", "small", parsedSmall);
        register("parsed", "large", parsedLarge);
    }

    private void open(long bytes) {
        long received = bytes / QUARTER;
        long parsed = bytes - received;
        receivedSmall = new MemoryPool(received / QUARTER, TIMEOUT);
        receivedLarge = new MemoryPool(received - received / QUARTER, TIMEOUT);
        parsedSmall = new MemoryPool(parsed / QUARTER, TIMEOUT);
        parsedLarge = new MemoryPool(parsed - parsed / QUARTER, TIMEOUT);
    }

    private void register(String phase, String size, MemoryPool pool) {
        Gauge.builder("acmecrm.bodies.memory.used", pool, MemoryPool::usedBytes)
                .description("Memory that request bodies have reserved")
                .baseUnit("bytes")
                .tags("phase", phase, "size", size)
                .register(meters);
        Gauge.builder("acmecrm.bodies.memory.max", pool, MemoryPool::maxBytes)
                .description("Memory that request bodies may reserve")
                .baseUnit("bytes")
                .tags("phase", phase, "size", size)
                .register(meters);
        FunctionCounter.builder("acmecrm.bodies.refused", pool, MemoryPool::refused)
                .description("Requests refused because no memory was free for their body")
                .tags("phase", phase, "size", size)
                .register(meters);
    }

    MemoryPool toReceive(long bytes) {
        return bytes <= SMALL_BYTES ? receivedSmall : receivedLarge;
    }

    MemoryPool toParse(long bytes) {
        return bytes <= SMALL_BYTES ? parsedSmall : parsedLarge;
    }

    static BodyMemory of(MeterRegistry meters, int mebibytes) {
        BodyMemory memory = new BodyMemory();
        memory.meters = meters;
        memory.configuredMebibytes = Optional.of(mebibytes);
        memory.open();
        return memory;
    }
}
