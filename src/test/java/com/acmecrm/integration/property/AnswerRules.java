package com.acmecrm.integration.property;

import com.acmecrm.integration.openapi.Description;
import com.acmecrm.integration.openapi.DocumentedAnswers;
import com.acmecrm.integration.openapi.Operation;
import com.acmecrm.integration.system.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What every answer must be, to whatever request. */
final class AnswerRules {

    private static final Pattern INSIDE = Pattern.compile(
            "Exception|com\\.acmecrm|jakarta\\.|(?i)payara|glassfish|grizzly|wildfly|undertow|resteasy");
    private static final List<String> ONCE = List.of(
            "X-Request-Id", "Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy");
    private static final Set<String> TYPES = Set.of(
            "application/json",
            "application/problem+json",
            "application/yaml",
            "text/html;charset=utf-8",
            "text/plain;version=0.0.4;charset=utf-8",
            "text/event-stream",
            "text/event-stream;charset=utf-8");

    private final RawRequest request;
    private final RawAnswer answer;

    private AnswerRules(RawRequest request, RawAnswer answer) {
        this.request = request;
        this.answer = answer;
    }

    /** The first rule that is broken. */
    static Optional<String> fault(RawRequest request, RawAnswer answer) {
        try {
            new AnswerRules(request, answer).check();
            return Optional.empty();
        } catch (AssertionError fault) {
            return Optional.of(fault.getMessage());
        }
    }

    private void check() {
        if (isOfTheConnector()) {
            return;
        }
        require(answer.status() < 500 || isFullStream(), "a 5xx");
        checkHeadersOfEveryAnswer();
        require(!INSIDE.matcher(answer.body()).find() || answer.status() < 300, "it shows the inside");
        Optional<String> body = Optional.of(answer.body()).filter(text -> !RawAnswer.hasNoEnd(request.method()));
        DocumentedAnswers.check(request.method(), request.originPath(), answer.status(), answer::header, body);
        checkHeadersOfTheStatus();
        if (type().equals("application/problem+json") && !answer.body().isEmpty()) {
            checkProblem();
        }
    }

    /** What the description says that the server answers by itself, before any application. */
    private boolean isOfTheConnector() {
        return switch (answer.status()) {
            case 400 ->
                answer.body().isEmpty()
                        && request.header("Host")
                                .filter(host -> host.endsWith(":99999"))
                                .isPresent();
            case 101 -> request.header("Upgrade").isPresent();
            case 405 -> request.method().equals("TRACE");
            case 417 -> request.header("Expect").isPresent();
            default -> false;
        };
    }

    private void checkHeadersOfEveryAnswer() {
        for (String name : ONCE) {
            int times = answer.all(name).size();
            require(times == 1, name + " is there " + times + " times with " + answer.status());
        }
        require(answer.header("Server").isEmpty(), "it says what serves it");
        require(answer.header("X-Powered-By").isEmpty(), "it says what serves it");
        require(type().isEmpty() || TYPES.contains(type()), "Content-Type: " + type());
        answer.header("Location").ifPresent(to -> require(!to.contains("evil.example"), "Location: " + to));
    }

    /** As servers differ in how they write its parameters. */
    private String type() {
        return answer.header("Content-Type").orElse("").replace(" ", "").replace("charset=UTF-8", "charset=utf-8");
    }

    /** More than its places; a reader that has gone is noticed with the next message. */
    private boolean isFullStream() {
        return answer.status() == 503 && request.originPath().equals("/api/events/stream");
    }

    private void checkHeadersOfTheStatus() {
        if (request.originPath().startsWith("/api/")) {
            require(answer.all("Cache-Control").equals(List.of("no-store")), "Cache-Control");
        }
        if (answer.status() == 401) {
            boolean sent = request.header("Authorization").isPresent();
            String challenge = answer.header("WWW-Authenticate").orElse("none");
            require(challenge.startsWith("Bearer realm=\"acmecrm\""), "WWW-Authenticate: " + challenge);
            require(sent || !challenge.contains("error="), "WWW-Authenticate: " + challenge);
        }
        if (answer.status() == 405) {
            checkAllow();
        }
        if (answer.status() == 429 || answer.status() == 503) {
            require(answer.header("Retry-After").orElse("").matches("[1-9]\\d*"), "Retry-After");
        }
    }

    private void checkAllow() {
        String allow = answer.header("Allow").orElse("none");
        Set<String> allowed = new TreeSet<>(Arrays.asList(allow.split(", ?")));
        Set<String> documented = new TreeSet<>();
        Description.shipped().at(request.originPath()).stream()
                .map(Operation::method)
                .forEach(documented::add);
        if (documented.contains("GET")) {
            documented.add("HEAD");
        }
        require(!allowed.contains(request.method()), "Allow: " + allow);
        if (!documented.isEmpty()) {
            allowed.remove("OPTIONS");
            require(allowed.equals(documented), "Allow: " + allow + " of " + documented);
        }
    }

    private void checkProblem() {
        String id = Answer.parse(answer.body()).getString("requestId");
        require(answer.all("X-Request-Id").equals(List.of(id)), "another requestId than X-Request-Id");
        int status = Answer.parse(answer.body()).getInt("status");
        require(status == answer.status(), "another status in the body: " + status);
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new AssertionError(fault);
        }
    }
}
