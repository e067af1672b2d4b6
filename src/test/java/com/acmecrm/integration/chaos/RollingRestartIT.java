package com.acmecrm.integration.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One node of two restarts after another, and nobody notices. Only where it is asked for: a node that starts takes a
 * processor for half a minute, and the other one must carry all meanwhile.
 */
@Tag("chaos")
@EnabledIfSystemProperty(named = "chaos.restarts", matches = "\\d+")
@ExtendWith(TwoNodes.Shared.class)
@Timeout(value = 20, unit = TimeUnit.MINUTES) // what the load can take
@Isolated
class RollingRestartIT {

    private static final int RESTARTS = Integer.getInteger("chaos.restarts", 2);
    private static final int RATE = Integer.getInteger("chaos.rate", 100);

    /** Changes in half a minute. A server that has just started compiles while it answers; it is not left alone at once. */
    private static final int WARM_UP = 15 * RATE;

    @Test
    void restartsShouldFailNoRequestAndLoseNoEvent(TwoNodes nodes) throws Exception {
        nodes.awaitNormal();
        List<String> late = new ArrayList<>();
        try (LoadProcess load = nodes.startLoad(RATE)) {
            load.awaitSuccesses(WARM_UP);
            for (int restart = 0; restart < RESTARTS; restart++) {
                long begin = System.nanoTime();
                late.add(nodes.restart(restart % 2));
                long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
                load.awaitSuccesses(WARM_UP);
                History sofar = new History(List.of(), List.of(), load.calls());
                System.out.printf("Restart %d took %d ms; so far %s%n", restart + 1, millis, sofar.summary());
            }

            History history = Aftermath.of(load, nodes.cluster());
            System.out.printf("%d rolling restarts: %s%n", RESTARTS, history.summary());
            assertThat(history.calls()).allMatch(Call::isSuccess);
            assertThat(HistoryChecker.check(history)).isEmpty();
            assertThat(late).as("requests under way at SIGTERM").allMatch(answer -> answer.startsWith("HTTP/1.1 201 "));
            assertThat(nodes.turnsGivenBack())
                    .as("whoever relayed has given its turn back")
                    .isPositive();
        }
    }
}
