package com.acmecrm.integration.system;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

/** Reads and changes that are meant for one version only (RFC 9110, section 13). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConditionalSuite {

    private final ContactAddress address;
    private Api api;
    private String contact;

    ConditionalSuite(ContactAddress address) {
        this.address = address;
    }

    @BeforeAll
    void logIn() {
        api = Api.admin();
    }

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
        contact = address.of(api.post("/api/contacts", """
                {"firstName":"Con","lastName":"Ditional","email":"con@example.com"}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "W/\"1\"", "*", "\"7\", W/\"1\"", "\"7\",\"1\""})
    void versionThatTheClientHasShouldNotBeSentAgain(String known) {
        Answer answer = api.get(contact, "If-None-Match", known);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("ETag")).hasValue("\"1\"");
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Content-Type")).isEmpty();
        assertThat(answer.header("RateLimit")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "W/\"2\"", "1", "\"*\"", "nonsense,"})
    void anyOtherVersionShouldBeSent(String known) {
        Answer answer = api.get(contact, "If-None-Match", known);

        assertThat(answer.status()).isEqualTo(200);
        assertThatJson(answer.body()).isEqualTo(api.get(contact).body());
    }

    @Test
    void severalLinesShouldBeOneList() {
        String[] lines = {"If-None-Match", "\"7\"", "If-None-Match", "\"1\""};

        assertThat(api.get(contact, lines).status()).isEqualTo(304);
    }

    @Test
    void headShouldBeConditionalToo() {
        Answer same = api.send(api.request(contact)
                .header("If-None-Match", "\"1\"")
                .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("ETag")).hasValue("\"1\"");
    }

    @Test
    void changedContactShouldBeSent() {
        api.patch(contact, "{\"title\":\"Dr.\",\"version\":1}");

        Answer answer = api.get(contact, "If-None-Match", "\"1\"");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).hasValue("\"2\"");
    }

    @Test
    void unknownContactShouldBeNotFoundWhateverTheClientHas() {
        for (String unknown : address.unknown()) {
            Problems.assertProblem(api.get(unknown, "If-None-Match", "*"), 404, "not-found");
            Problems.assertProblem(api.patch(unknown, "{}", "If-None-Match", "*"), 404, "not-found");
            Problems.assertProblem(api.delete(unknown, "If-Match", "*"), 404, "not-found");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "W/\"1\"", "1", "nonsense", "\"*\""})
    void deletionOfAnotherVersionShouldBeRefused(String version) {
        Answer refused = api.delete(contact, "If-Match", version);

        Problems.assertProblem(refused, 412, "precondition-failed");
        assertThatJson(refused.body()).node("currentVersion").isEqualTo(1);
        assertThatJson(refused.body()).node("current").isEqualTo("{}");
        assertThat(api.get(contact).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "W/\"1\"", "nonsense", "\"*\""})
    void readOfAnotherVersionShouldBeRefused(String version) {
        Answer refused = api.get(contact, "If-Match", version);

        Problems.assertProblem(refused, 412, "precondition-failed");
        assertThatJson(refused.body()).node("currentVersion").isEqualTo(1);
        // RFC 9110, 13.2.2: If-Match comes first.
        assertThat(api.get(contact, "If-Match", version, "If-None-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "*", "\"7\", \"1\""})
    void readOfThisVersionShouldBeAnswered(String version) {
        assertThat(api.get(contact, "If-Match", version).status()).isEqualTo(200);
        assertThat(api.get(contact, "If-Match", version, "If-None-Match", "\"1\"")
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"1\"", "W/\"1\"", "\"7\", \"1\""})
    void changeShouldBeRefusedWhereIfNoneMatchNamesTheContact(String known) {
        Answer patched = api.patch(contact, "{\"title\":\"Dr.\",\"version\":1}", "If-None-Match", known);
        Answer unversioned = api.patch(contact, "{\"title\":\"Dr.\"}", "If-None-Match", known);
        Answer deleted = api.delete(contact, "If-None-Match", known);

        Problems.assertProblem(patched, 412, "precondition-failed");
        assertThatJson(patched.body()).node("current").isEqualTo("{\"title\":\"\"}");
        Problems.assertProblem(unversioned, 412, "precondition-failed");
        Problems.assertProblem(deleted, 412, "precondition-failed");
        assertThat(api.get(contact).header("ETag")).hasValue("\"1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "nonsense", "\"*\""})
    void changeShouldBeMadeWhereIfNoneMatchNamesAnother(String other) {
        String patch = "{\"title\":\"Dr.\",\"version\":1}";

        Problems.assertProblem(api.patch(contact, "{}", "If-None-Match", other), 428, "precondition-required");
        assertThat(api.patch(contact, patch, "If-None-Match", other).status()).isEqualTo(200);
        assertThat(api.delete(contact, "If-None-Match", other).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "*", "\"7\", \"1\""})
    void deletionOfThisVersionShouldBeDone(String version) {
        assertThat(api.delete(contact, "If-Match", version).status()).isEqualTo(200);
        assertThat(api.get(contact).status()).isEqualTo(404);
    }

    @Test
    void severalLinesOfIfMatchShouldBeOneListToo() {
        String[] lines = {"If-Match", "\"7\"", "If-Match", "\"1\""};

        assertThat(api.patch(contact, "{\"title\":\"Dr.\"}", lines).status()).isEqualTo(200);
        lines[3] = "\"2\"";
        assertThat(api.delete(contact, lines).status()).isEqualTo(200);
    }
}
