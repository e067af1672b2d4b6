package com.acmecrm.integration.platform.task;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskStateTest {

    private static final Duration PERIOD = Duration.ofSeconds(20);
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(4);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000); // nanoTime may overflow
    private final Counter failures = new SimpleMeterRegistry().counter("failures");
    private final TaskState task = new TaskState("task", PERIOD, LONGEST_ROUND, failures, now::get);

    @Test
    void taskShouldBeLateWhenItHasNotRunForThreePeriods() {
        pass(Duration.ofSeconds(60));
        assertThat(task.isLate()).isFalse();

        pass(Duration.ofSeconds(1));
        assertThat(task.isLate()).as("it has never run").isTrue();

        task.begin();
        task.succeed();
        assertThat(task.isLate()).isFalse();
        pass(Duration.ofSeconds(61));
        assertThat(task.isLate()).as("it has stopped").isTrue();
        assertThat(task.age()).isEqualTo(Duration.ofSeconds(61));
    }

    @Test
    void longRoundShouldBeLateOnlyWhenItTakesLongerThanItMay() {
        task.begin();
        pass(LONGEST_ROUND);
        assertThat(task.isLate()).isFalse();

        pass(Duration.ofSeconds(1));
        assertThat(task.isLate()).as("it hangs").isTrue();
        task.progress();
        assertThat(task.isLate()).as("it goes on").isFalse();
    }

    @Test
    void quickTaskShouldHaveTenSeconds() {
        TaskState quick = new TaskState("quick", Duration.ofMillis(500), Duration.ZERO, failures, now::get);
        pass(Duration.ofSeconds(10));
        assertThat(quick.isLate()).isFalse();

        pass(Duration.ofSeconds(1));
        assertThat(quick.isLate()).isTrue();
    }

    @Test
    void failedRoundShouldBeARunAndFailuresForFiveMinutesShouldShow() {
        for (int round = 0; round < 30; round++) {
            task.begin();
            task.fail(new IllegalStateException());
            assertThat(task.isLate()).isFalse();
            assertThat(task.isFailing()).isFalse();
            pass(Duration.ofSeconds(10));
        }
        pass(Duration.ofSeconds(1));

        assertThat(task.isFailing()).isTrue();
        assertThat(failures.count()).isEqualTo(30);
        task.begin();
        task.succeed();
        assertThat(task.isFailing()).isFalse();
    }

    @Test
    void errorShouldShowAtOnceUntilARoundSucceeds() {
        task.begin();
        task.fail(new LinkageError());
        assertThat(task.isFailing()).isTrue();
        task.begin();
        task.fail(new IllegalStateException());
        assertThat(task.isFailing()).isTrue();

        task.begin();
        task.succeed();

        assertThat(task.isFailing()).isFalse();
    }

    @Test
    void roundThatCouldNotBeginShouldBeNoRun() {
        pass(Duration.ofSeconds(40));
        task.refuse(new IllegalStateException());
        pass(Duration.ofSeconds(21));

        assertThat(task.isLate()).isTrue();
        assertThat(failures.count()).isEqualTo(1);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
