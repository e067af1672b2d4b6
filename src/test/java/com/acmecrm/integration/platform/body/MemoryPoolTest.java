package com.acmecrm.integration.platform.body;

import com.acmecrm.integration.platform.body.MemoryPool.Reservation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MemoryPoolTest {

    private static final long MEBIBYTE = 1024 * 1024;

    @Test
    void moreThanThereIsShouldBeRefusedInTime() {
        MemoryPool pool = new MemoryPool(10 * MEBIBYTE, Duration.ofMillis(50));
        Reservation held = pool.reserve(8 * MEBIBYTE);

        assertThatExceptionOfType(NoBodyMemoryException.class).isThrownBy(() -> pool.reserve(3 * MEBIBYTE));

        assertThat(pool.refused()).isEqualTo(1);
        assertThat(pool.usedBytes()).isEqualTo(8 * MEBIBYTE);
        held.release();
        assertThat(pool.usedBytes()).isZero();
    }

    @Test
    void memoryShouldBeReleasedOnce() {
        MemoryPool pool = new MemoryPool(10 * MEBIBYTE, Duration.ofMillis(50));
        Reservation one = pool.reserve(4 * MEBIBYTE);
        pool.reserve(4 * MEBIBYTE);

        one.release();
        one.release();

        assertThat(pool.usedBytes()).isEqualTo(4 * MEBIBYTE);
    }

    /** A large body would wait for ever while small ones come and go. */
    @Test
    void largeBodyThatWaitsShouldNotBePassedBySmallOnes() throws Exception {
        MemoryPool pool = new MemoryPool(10 * MEBIBYTE, Duration.ofSeconds(10));
        Reservation held = pool.reserve(4 * MEBIBYTE);
        List<String> order = new CopyOnWriteArrayList<>();
        FutureTask<Reservation> large = waiting(pool, 9 * MEBIBYTE, "large", order);
        FutureTask<Reservation> small = waiting(pool, 2 * MEBIBYTE, "small", order);

        held.release();
        large.get(5, TimeUnit.SECONDS).release();
        small.get(5, TimeUnit.SECONDS).release();

        assertThat(order).containsExactly("large", "small");
        assertThat(pool.usedBytes()).isZero();
    }

    @Test
    void poolMayBeLargerThanAnIntCounts() {
        MemoryPool pool = new MemoryPool(64 * 1024 * MEBIBYTE, Duration.ZERO);

        assertThat(pool.maxBytes()).isEqualTo(64 * 1024 * MEBIBYTE);
        assertThat(pool.fits(64 * 1024 * MEBIBYTE)).isTrue();
        assertThat(pool.fits(64 * 1024 * MEBIBYTE + 1)).isFalse();
    }

    private static FutureTask<Reservation> waiting(MemoryPool pool, long bytes, String name, List<String> order) {
        FutureTask<Reservation> task = new FutureTask<>(() -> {
            Reservation reservation = pool.reserve(bytes);
            order.add(name);
            return reservation;
        });
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        Awaitility.await("the thread waits for memory")
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return task;
    }
}
