package com.acmecrm.integration.system;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** Signing in while someone guesses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LoginSuite {

    private static final Neighbour HOME = new Neighbour("127.0.0.10");
    private static final Neighbour AWAY = new Neighbour("127.0.0.11");
    private static final Neighbour GUESSER = new Neighbour("127.0.0.12");
    private static final int LOCK = 5;
    private static final int DELAY = 10;

    private Api admin;
    private Person person;

    @BeforeAll
    void logIn() {
        admin = Api.admin();
    }

    @BeforeEach
    void createPerson() {
        person = Person.create(admin, "viewer");
    }

    @Test
    void addressShouldBeLockedOutOfTheAccountAndNobodyElse() {
        for (int guess = 0; guess < LOCK; guess++) {
            assertThat(guess(GUESSER).status()).isEqualTo(401);
        }

        assertThat(right(GUESSER).status()).as("the right one, too late").isEqualTo(401);
        assertThat(right(AWAY).status()).isEqualTo(200);
        Person other = Person.create(admin, "viewer");
        assertThat(logIn(GUESSER, other.username(), other.password()).status()).isEqualTo(200);
    }

    @Test
    void guessesAtTheSameTimeShouldNotGetMoreThanOneAfterTheOther() {
        List<CompletableFuture<Neighbour.Reply>> guesses = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> guess(GUESSER)))
                .limit(9)
                .toList();
        guesses.forEach(CompletableFuture::join);

        assertThat(Redis.text(failures(GUESSER))).isEqualTo(Integer.toString(LOCK));
    }

    @Test
    void successShouldTakeTheAddressesFailuresBack() {
        for (int guess = 0; guess < LOCK - 1; guess++) {
            guess(HOME);
        }
        assertThat(right(HOME).status()).isEqualTo(200);
        assertThat(Redis.text(failures(HOME))).isNull();

        assertThat(guess(HOME).status()).isEqualTo(401);
        assertThat(right(HOME).status()).isEqualTo(200);
    }

    /** Eleven failures make a delay of a second, during which those wait whom the account does not know. */
    @Test
    void accountShouldSlowDownForStrangersAndNotForThoseItKnows() {
        assertThat(right(HOME).status()).isEqualTo(200);
        guessFromManyAddresses(DELAY + 2);

        assertThat(right(HOME).status()).as("known").isEqualTo(200);
        assertThat(right(AWAY).status()).as("a stranger").isEqualTo(401);

        Awaitility.await("the delay is over").atMost(Duration.ofSeconds(10)).until(() -> {
            Redis.delete("rate:limit:POST:/api/auth/login:" + AWAY.address());
            return right(AWAY).status() == 200;
        });
    }

    @Test
    void delayShouldNeverBeLongerThanHalfAMinute() {
        Redis.putHash("auth:attempts:{" + person.id() + "}", Map.of("failures", "5000"));

        guess(GUESSER);

        long until =
                Long.parseLong(Redis.hash("auth:attempts:{" + person.id() + "}").get("until"));
        assertThat(until - System.currentTimeMillis()).isBetween(20_000L, 30_000L);
    }

    @Test
    void wrongUnknownLockedAndDisabledShouldGetTheSameAnswer() {
        Person disabled = Person.create(admin, "viewer");
        admin.patch("/api/users/" + disabled.id(), "{\"disabled\":true}");
        Neighbour locked = new Neighbour("127.0.0.13");
        IntStream.range(0, LOCK).forEach(guess -> guess(locked));

        Neighbour.Reply wrong = guess(HOME);

        assertSame(wrong, logIn(HOME, "nobody-" + UUID.randomUUID(), "whatever"));
        assertSame(wrong, logIn(HOME, disabled.username(), disabled.password()));
        assertSame(wrong, right(locked));
    }

    @Test
    void everythingKeptOfGuessesShouldExpireAndHoldNoName() {
        String nobody = "nobody-" + UUID.randomUUID();
        logIn(HOME, nobody, "whatever");
        logIn(HOME, nobody.toUpperCase(), "whatever");
        guess(HOME);
        right(AWAY);

        List<String> keys = Stream.of("auth:failures:*", "auth:attempts:*", "auth:known:*")
                .flatMap(pattern -> Redis.keys(pattern).stream())
                .toList();
        assertThat(keys)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(key -> assertThat(Redis.secondsToLive(key)).isPositive())
                .allSatisfy(key -> assertThat(key).matches("auth:\\w+:\\{(\\d+|[0-9a-f]{32})}(:[0-9.]+)?"));
        assertThat(keys.stream().filter(key -> key.startsWith("auth:failures:")).map(Redis::text))
                .as("any case is the same account")
                .contains("2");
    }

    private void guessFromManyAddresses(int count) {
        for (int guess = 0; guess < count; guess++) {
            Neighbour stranger = new Neighbour("127.0.1." + (guess + 1));
            assertThat(logIn(stranger, person.username(), "wrong").status()).isEqualTo(401);
        }
    }

    private static void assertSame(Neighbour.Reply one, Neighbour.Reply other) {
        assertThat(other.status()).isEqualTo(one.status()).isEqualTo(401);
        assertThat(steady(other.headers())).isEqualTo(steady(one.headers()));
        assertThatJson(other.body()).whenIgnoringPaths("requestId").isEqualTo(one.body());
    }

    /** Without what differs between any two answers. */
    private static Map<String, String> steady(Map<String, String> headers) {
        Map<String, String> steady = new TreeMap<>(headers);
        List.of("date", "x-request-id", "ratelimit").forEach(steady::remove);
        return steady;
    }

    private String failures(Neighbour neighbour) {
        return "auth:failures:{" + person.id() + "}:" + neighbour.address();
    }

    private Neighbour.Reply guess(Neighbour from) {
        return logIn(from, person.username(), "wrong");
    }

    private Neighbour.Reply right(Neighbour from) {
        return logIn(from, person.username(), person.password());
    }

    private static Neighbour.Reply logIn(Neighbour from, String username, String password) {
        return from.login(Environment.application(), username, password);
    }
}
