package com.acmecrm.integration.chaos;

import com.acmecrm.integration.dev.ApplicationProcess;
import com.acmecrm.integration.dev.Cluster;
import com.acmecrm.integration.dev.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is killed or frozen under load, and whenever: no event is lost and none out of order. In this order, because
 * the first tests have one node and the last has two: a start takes longer than a round.
 */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Isolated
class ChaosIT {

    private static final long SEED =
            Long.getLong("chaos.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final int RATE = 50;
    private static final int CONTACTS = 60;

    /** Two seconds of it. */
    private static final int SOME = 100;

    private static final int WARM_UP = 400;

    private final Random random = new Random(SEED);
    private final List<ApplicationProcess> nodes = new ArrayList<>();
    private Cluster cluster;

    @BeforeAll
    void start() throws Exception {
        System.out.printf("Chaos: %d rounds, -Dchaos.seed=%d%n", Rounds.COUNT, SEED);
        cluster = Cluster.start(Path.of("target", "chaos-cluster"));
        addNode();
        warmUp();
    }

    /** A server that has just started compiles while it answers. */
    private void warmUp() throws Exception {
        try (LoadProcess load = startLoad()) {
            load.awaitSuccesses(WARM_UP);
            load.end();
        }
    }

    private void addNode() throws InterruptedException {
        nodes.add(cluster.addNode(Map.of("acmecrm.ratelimit.api.requests", "1000000")));
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close(); // else it could not start, and says why
        }
    }

    @Test
    @Order(1)
    void kafkaShouldBeAwayForHalfAMinuteAndNobodyNotice() throws Exception {
        try (LoadProcess load = startLoad()) {
            cluster.services().stop(Service.KAFKA);
            pass(OUTAGE);
            cluster.services().start(Service.KAFKA);
            load.awaitSuccesses(SOME);

            History history = check("Kafka away", load);
            assertThat(history.calls()).allMatch(Call::isSuccess);
        }
    }

    @Test
    @Order(2)
    void applicationShouldBeKilledAtAnyMoment() throws Exception {
        try (LoadProcess load = startLoad()) {
            for (int round = 0; round < Rounds.COUNT; round++) {
                pass(upTo(Duration.ofSeconds(4)));
                killAndRestart(0);
                load.awaitSuccesses(SOME);
            }

            check("application killed", load);
        }
    }

    @Test
    @Order(3)
    void postgresShouldBeKilledAtAnyMoment() throws Exception {
        try (LoadProcess load = startLoad()) {
            for (int round = 0; round < Rounds.COUNT; round++) {
                pass(upTo(Duration.ofSeconds(4)));
                cluster.services().kill(Service.POSTGRES);
                pass(upTo(Duration.ofSeconds(2)));
                cluster.services().start(Service.POSTGRES);
                load.awaitSuccesses(SOME);
            }

            History history = check("PostgreSQL killed", load);
            assertThat(history.calls()).noneMatch(call -> call.status() == 500);
        }
    }

    @Test
    @Order(4)
    void oneOfTwoNodesShouldBeKilledOrFrozenAtAnyMoment() throws Exception {
        addNode();
        try (LoadProcess load = startLoad()) {
            for (int round = 0; round < Rounds.COUNT; round++) {
                pass(upTo(Duration.ofSeconds(4)));
                killOrFreeze(random.nextInt(nodes.size()));
                load.awaitSuccesses(SOME);
            }

            check("one of two nodes killed or frozen", load);
        }
    }

    private LoadProcess startLoad() throws Exception {
        return LoadProcess.start(RATE, CONTACTS, nodes.toArray(ApplicationProcess[]::new));
    }

    private void killOrFreeze(int node) throws InterruptedException {
        if (random.nextBoolean()) {
            killAndRestart(node);
            return;
        }
        System.out.println("freezes node " + node);
        nodes.get(node).freeze();
        pass(upTo(Duration.ofSeconds(12))); // longer and shorter than a lease
        nodes.get(node).thaw();
    }

    private void killAndRestart(int node) throws InterruptedException {
        System.out.println("kills node " + node);
        nodes.get(node).kill();
        nodes.set(node, cluster.restart(nodes.get(node)));
    }

    private History check(String what, LoadProcess load) throws Exception {
        History history = Aftermath.of(load, cluster);
        System.out.printf("%s: %s%n", what, history.summary());
        assertThat(HistoryChecker.check(history)).isEmpty();
        return history;
    }

    private Duration upTo(Duration longest) {
        return Duration.ofMillis(random.nextLong(longest.toMillis()));
    }

    /** How long something lasts is a given, not a condition. */
    private static void pass(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }
}
