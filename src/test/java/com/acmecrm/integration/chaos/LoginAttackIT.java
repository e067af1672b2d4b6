package com.acmecrm.integration.chaos;

import com.acmecrm.integration.dev.ApplicationProcess;
import com.acmecrm.integration.dev.Cluster;
import com.acmecrm.integration.system.Neighbour;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/** A flood of guesses against one account, with passwords hashed at their full cost and the limits as they ship. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated
class LoginAttackIT {

    private static final int GUESSERS = Rounds.part(1_000);
    private static final int AT_ONCE = 12;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Neighbour HOME = new Neighbour("127.0.0.20");
    private static final int SAMPLES = 20;

    /** Most that a median may be of another. */
    private static final int LEVEL = 4;

    private Cluster cluster;
    private ApplicationProcess node;
    private Api api;

    @BeforeAll
    void start() throws Exception {
        cluster = Cluster.start(Path.of("target", "login-attack"));
        node = cluster.addNode(
                List.of("-XX:+UseParallelGC", "-Xmx1g"), Map.of("acmecrm.ratelimit.api.requests", "1000000"));
        api = Api.logIn(node.url());
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close(); // else it could not start, and says why
        }
    }

    @Test
    void floodOfGuessesShouldNeitherGetInNorKeepTheOwnerOut() throws Exception {
        awaitSuccess("the owner, before it", HOME);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        ExecutorService ownersThread = Executors.newSingleThreadExecutor();
        long begin = System.nanoTime();
        List<Future<Integer>> guesses = IntStream.range(0, GUESSERS)
                .mapToObj(guesser -> threads.submit(() -> logIn(guesser(guesser), "wrong-" + guesser)))
                .toList();

        Future<Long> owner = ownersThread.submit(() -> awaitSuccess("the owner, from home, in the middle of it", HOME));
        List<Long> reads = new ArrayList<>();
        while (guesses.stream().anyMatch(guess -> !guess.isDone())) {
            reads.add(millis(this::read));
        }
        long ownersWait = owner.get();
        double seconds = (System.nanoTime() - begin) / 1e9;
        Map<Integer, Long> statuses = new TreeMap<>();
        for (Future<Integer> guess : guesses) {
            statuses.merge(guess.get(), 1L, Long::sum);
        }
        threads.shutdown();
        ownersThread.shutdown();
        long strangersWait = awaitSuccess("the owner, from elsewhere, afterwards", new Neighbour("127.0.0.21"));

        System.out.printf(
                "%d guesses in %.1f s: %s; owner in after %d ms from home, after %d ms from elsewhere; %d reads"
                        + " meanwhile, median %d ms, worst %d ms%n",
                GUESSERS,
                seconds,
                statuses,
                ownersWait,
                strangersWait,
                reads.size(),
                median(reads),
                Collections.max(reads));
        assertThat(statuses.keySet()).as("refused, or told to come again").isSubsetOf(401, 503);
        assertThat(statuses.get(401)).isPositive();
        assertThat(reads).as("others are answered meanwhile").isNotEmpty();
    }

    /** In turn, so that what disturbs one disturbs all. Who is refused without a hash is so in a tenth of the time. */
    @Test
    void wrongUnknownAndLockedShouldTakeTheSameTime() {
        Neighbour locked = new Neighbour("127.0.0.30");
        IntStream.range(0, 5).forEach(guess -> logIn(locked, "wrong"));
        List<Long> wrong = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        List<Long> late = new ArrayList<>();
        for (int sample = 0; sample < SAMPLES; sample++) {
            Neighbour fresh = new Neighbour("127.2.0." + (sample + 1));
            wrong.add(micros(() -> logIn(fresh, "wrong")));
            unknown.add(micros(() -> fresh.login(node.url(), "nobody", "wrong").status()));
            if (sample < 5) {
                late.add(micros(() -> logIn(locked, Cluster.ADMIN_PASSWORD)));
            }
        }

        System.out.printf(
                "Median of a refusal: wrong %d µs, unknown %d µs, locked %d µs%n",
                median(wrong), median(unknown), median(late));
        assertThat(median(unknown)).isBetween(median(wrong) / LEVEL, median(wrong) * LEVEL);
        assertThat(median(late)).isBetween(median(wrong) / LEVEL, median(wrong) * LEVEL);
    }

    private int logIn(Neighbour from, String password) {
        return from.login(node.url(), Cluster.ADMIN, password).status();
    }

    private static Neighbour guesser(int number) {
        return new Neighbour("127.1.%d.%d".formatted(number / 250, number % 250 + 1));
    }

    private long awaitSuccess(String who, Neighbour from) {
        long begin = System.nanoTime();
        Awaitility.await(who)
                .atMost(A_MINUTE)
                .pollInterval(Duration.ofSeconds(7)) // ten a minute are allowed
                .pollDelay(Duration.ZERO)
                .until(() -> logIn(from, Cluster.ADMIN_PASSWORD) == 200);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    private int read() {
        HttpResponse<String> answer = Api.send(api.list(node.url()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.statusCode();
    }

    private static long millis(Supplier<Integer> call) {
        return micros(call) / 1_000;
    }

    private static long micros(Supplier<Integer> call) {
        long begin = System.nanoTime();
        call.get();
        return (System.nanoTime() - begin) / 1_000;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
