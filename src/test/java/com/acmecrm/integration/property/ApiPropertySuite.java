package com.acmecrm.integration.property;

import com.acmecrm.integration.openapi.Description;
import com.acmecrm.integration.openapi.Operation;
import com.acmecrm.integration.system.Environment;
import com.acmecrm.integration.system.Redis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Random requests to every operation of the document. {@code -Dacmecrm.test.seed} repeats a run, and
 * {@code -Dacmecrm.test.request} sends one request of it only.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ApiPropertySuite {

    private static final int REQUESTS = 2_000;
    private static final int REQUESTS_IN_A_WINDOW = 25;
    /** The same requests in every build; other seeds are for those who look for faults. */
    private static final long DEFAULT_SEED = 2;

    private static final int SHRINKING_STEPS = 20;
    private static final int SHOWN_OF_A_KIND = 3;
    private static final int EFFORT = 1_000;
    private static final String NO_ANSWER = "no answer";
    private static final Path REPORT = Path.of("target", "api-properties.txt");

    private final List<Operation> operations = Description.shipped().operations();
    private final long seed = Long.getLong("acmecrm.test.seed", DEFAULT_SEED);
    private final Integer only = Integer.getInteger("acmecrm.test.request");
    private final Map<String, List<String>> faults = new LinkedHashMap<>();
    private final Map<String, RandomGenerator<Case>> generators = new HashMap<>();
    private final Set<String> succeeded = new TreeSet<>();
    private Things things;

    @Test
    void everyAnswerShouldBeAsTheDocumentSays() {
        NewLogLines log = new NewLogLines();

        JqwikSession.run(this::sendAll);
        keepReport();

        SoftAssertions all = new SoftAssertions();
        all.assertThat(faults)
                .as("-Dacmecrm.test.seed=%s: %s", seed, report(SHOWN_OF_A_KIND))
                .isEmpty();
        all.assertThat(log.alarms()).as("errors and stack traces in the log").isEmpty();
        if (only == null) {
            // Not each of them: whether a random request finds something to repair or to cancel is chance.
            all.assertThat(succeeded)
                    .as("operations that answered with a success")
                    .hasSizeGreaterThan(operations.size() * 3 / 4);
        }
        all.assertAll();
    }

    @AfterAll
    void clear() {
        Things.clear();
        Redis.clearRateLimits();
    }

    private void sendAll() {
        things = new Things();
        for (int index = 0; index < REQUESTS; index++) {
            if (index % REQUESTS_IN_A_WINDOW == 0) {
                Redis.clearRateLimits();
                things.renew();
            }
            if (only == null || only == index) {
                sendNext(index);
            }
        }
    }

    private void sendNext(int index) {
        Operation operation = operations.get(index % operations.size());
        boolean isPlain = index < operations.size() * 4;
        Shrinkable<Case> next = generators
                .computeIfAbsent(
                        operation.name() + isPlain,
                        name -> cases(operation, isPlain).generator(EFFORT))
                .next(new Random(seed * REQUESTS + index));
        Optional<String> fault = fault(operation, next.value());
        if (fault.isPresent()) {
            String smallest = smallest(operation, next, fault.get());
            faults.computeIfAbsent(kind(fault.get()), kind -> new ArrayList<>())
                    .add("request " + index + ", " + operation.name() + ", " + smallest);
        }
    }

    private static Arbitrary<Case> cases(Operation operation, boolean isPlain) {
        Arbitrary<Edit> edit = Arbitraries.of(Twist.values()).flatMap(Twist::edits);
        Arbitrary<List<Edit>> edits = edit.list().ofMinSize(isPlain ? 0 : 1).ofMaxSize(isPlain ? 0 : 2);
        return Combinators.combine(Requests.of(operation), edits).as(Case::new);
    }

    private Optional<String> fault(Operation operation, Case next) {
        RawRequest request = things.named(next.request());
        try {
            RawAnswer answer = RawAnswer.to(things.signed(request), Environment.application());
            if (answer.status() < 300) {
                succeeded.add(operation.name());
            }
            return AnswerRules.fault(request, answer).map(fault -> fault + "\n  " + request + "\n  " + answer);
        } catch (IOException | RuntimeException failure) {
            return Optional.of(NO_ANSWER + ": " + failure + "\n  " + request);
        }
    }

    private String smallest(Operation operation, Shrinkable<Case> found, String fault) {
        if (faults.containsKey(kind(fault)) || fault.startsWith(NO_ANSWER)) {
            return found.value().edits() + ": " + fault;
        }
        Shrinkable<Case> smallest = found;
        String text = fault;
        for (Shrinkable<Case> smaller : found.shrink().limit(SHRINKING_STEPS).toList()) {
            Optional<String> same = fault(operation, smaller.value())
                    .filter(other -> kind(other).equals(kind(fault)));
            if (same.isPresent()) {
                smallest = smaller;
                text = same.get();
            }
        }
        return smallest.value().edits() + ": " + text;
    }

    /** The rule that was broken, without what is different each time. */
    private static String kind(String fault) {
        return fault.lines()
                .findFirst()
                .orElseThrow()
                .replaceAll("(?<=allow ).* → |Optional.*|[0-9a-f-]{36}|\\d{4,}", "…");
    }

    private void keepReport() {
        try {
            Files.writeString(REPORT, report(REQUESTS));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String report(int samples) {
        return faults.entrySet().stream()
                .map(kind -> "%n%n%s times: %s%n%s"
                        .formatted(
                                kind.getValue().size(),
                                kind.getKey(),
                                kind.getValue().stream().limit(samples).collect(Collectors.joining("\n"))))
                .collect(Collectors.joining());
    }

    /** A request as the document describes it, and what is then changed of it. */
    private record Case(RawRequest base, List<Edit> edits) {

        RawRequest request() {
            RawRequest request = base;
            for (Edit edit : edits) {
                request = edit.apply(request);
            }
            RawRequest closing = request.plus("Connection", "close");
            // TRACE must have none (RFC 9110, 9.3.8). At a malformed Host, WildFly closes the connection before it has
            // read
            // a body, and its answer is lost now and then.
            if (closing.method().equals("TRACE") || hasMalformedHost(closing)) {
                closing = closing.withFraming(RawRequest.Framing.NO_BODY);
            }
            return closing.header("Host").isPresent()
                    ? closing
                    : closing.plus("Host", Environment.application().getAuthority());
        }

        private static boolean hasMalformedHost(RawRequest request) {
            return request.header("Host")
                    .filter(host -> host.endsWith(":99999"))
                    .isPresent();
        }
    }
}
