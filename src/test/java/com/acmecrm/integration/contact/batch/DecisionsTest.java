package com.acmecrm.integration.contact.batch;

import com.acmecrm.integration.contact.Contact;
import com.acmecrm.integration.contact.ContactFields;
import com.acmecrm.integration.contact.ContactValidator;
import com.acmecrm.integration.contact.ExternalId;
import com.acmecrm.integration.platform.JsonText;
import com.acmecrm.integration.problem.FieldError;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DecisionsTest {

    private static final Instant BEFORE = Instant.parse("2025-05-20T02:36:25.761Z");
    private static final Instant NOW = Instant.parse("2025-05-21T00:00:00.000Z");
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private final Contact there = new Contact(
            ID,
            ContactFields.of(JsonText.parse("{\"firstName\":\"Ada\",\"address\":{\"city\":\"Paris\"}}")),
            new ExternalId("erp", "1"),
            BEFORE,
            BEFORE,
            4);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {"op":"create","contact":{}}                                                  | 201
                {"op":"create","contact":{"source":"erp","sourceId":"1"}}                     | 409
                {"op":"create","source":"erp","sourceId":"1","contact":{}}                    | 409
                {"op":"create"}                                                               | 422 /contact
                {"op":"create","contact":null}                                                | 422 /contact
                {"op":"create","contact":{"version":1}}                                       | 422 /contact/version
                {"op":"create","version":1,"contact":{}}                                      | 422 /version
                {"op":"create","source":"A","contact":{}}                                     | 422 /source
                {"op":"create","contact":{"source":"A"}}                                      | 422 /contact/source
                {"op":"create","source":"a","contact":{"source":"b"}}                         | 422 /source
                {"op":"update","id":"ID","version":4,"patch":{"phone":"1"}}                   | 200
                {"op":"update","id":"ID","patch":{"phone":"1","version":4}}                   | 200
                {"op":"update","source":"erp","sourceId":"1","version":4,"patch":{}}          | 200
                {"op":"update","id":"ID","version":3,"patch":{"version":4}}                   | 422 /version
                {"op":"update","id":"ID","version":3,"patch":{}}                              | 409
                {"op":"update","id":"ID","patch":{}}                                          | 428
                {"op":"update","id":"nonsense","patch":{}}                                    | 404
                {"op":"update","id":"ID","source":"erp","version":4,"patch":{}}               | 422 /id
                {"op":"update","source":"erp","version":4,"patch":{}}                         | 422 /id
                {"op":"update","id":"ID","version":4}                                         | 422 /patch
                {"op":"update","id":"ID","version":4,"patch":{"sourceId":"2"}}                | 422 /patch/sourceId
                {"op":"update","id":"ID","version":4,"patch":{"sourceId":"1"}}                | 200
                {"op":"upsert","source":"erp","sourceId":"1","contact":{}}                    | 200
                {"op":"upsert","source":"erp","sourceId":"2","contact":{}}                    | 201
                {"op":"upsert","contact":{"source":"erp","sourceId":"1"}}                     | 200
                {"op":"upsert","source":"erp","contact":{}}                                   | 422 /sourceId
                {"op":"upsert","source":"erp","sourceId":"1","version":3,"contact":{}}        | 409
                {"op":"upsert","source":"erp","sourceId":"1","contact":{"version":3}}         | 409
                {"op":"upsert","source":"erp","sourceId":"2","version":1,"contact":{}}        | 409
                {"op":"upsert","source":"erp","sourceId":"1","contact":{"id":"x"}}            | 422 /contact/id
                {"op":"upsert","source":"erp","sourceId":"2","contact":{"createdAt":"x"}}     | 422 /contact/createdAt
                {"op":"delete","id":"ID"}                                                     | 200
                {"op":"delete","id":"ID","version":4}                                         | 200
                {"op":"delete","id":"ID","version":5}                                         | 409
                {"op":"delete","source":"erp","sourceId":"2"}                                 | 404
                {"op":"delete"}                                                               | 422 /id
                """)
    void operationShouldBeAnsweredLikeItsSingleCall(String operation, String answer) {
        Result result = decide(operation).results().get(0);

        assertThat(told(result)).isEqualTo(answer);
    }

    @Test
    void upsertShouldReplaceEveryField() {
        BatchPlan plan =
                decide("{\"op\":\"upsert\",\"source\":\"erp\",\"sourceId\":\"1\",\"contact\":{\"phone\":\"1\"}}");

        Contact after = plan.transitions().get(0).after().orElseThrow();
        assertThat(after.fields()).isEqualTo(ContactFields.of(JsonText.parse("{\"phone\":\"1\"}")));
        assertThat(after)
                .extracting(Contact::id, Contact::version, Contact::createdAt, Contact::updatedAt)
                .containsExactly(ID, 5L, BEFORE, NOW);
    }

    @Test
    void staleUpsertShouldTellWhatItWouldHaveReplaced() {
        Result result = decide(
                        "{\"op\":\"upsert\",\"source\":\"erp\",\"sourceId\":\"1\",\"version\":1,\"contact\":{\"firstName\":\"Ada\"}}")
                .results()
                .get(0);

        assertThat(result.problem().orElseThrow().members())
                .hasToString("{\"currentVersion\":4,\"current\":{\"address\":{\"city\":\"Paris\"}}}");
    }

    @Test
    void operationShouldFindWhatThoseBeforeItHaveLeft() {
        BatchPlan plan = decide(
                "{\"op\":\"delete\",\"id\":\"ID\"}",
                "{\"op\":\"create\",\"source\":\"erp\",\"sourceId\":\"1\",\"contact\":{}}",
                "{\"op\":\"update\",\"source\":\"erp\",\"sourceId\":\"1\",\"version\":1,\"patch\":{\"phone\":\"1\"}}",
                "{\"op\":\"delete\",\"id\":\"ID\"}");

        assertThat(plan.results()).extracting(Result::status).containsExactly(200, 201, 200, 404);
        assertThat(plan.results()).extracting(Result::version).containsExactly(5L, 1L, 2L, 0L);
        assertThat(plan.transitions()).hasSize(3);
    }

    @Test
    void undonePlanShouldBlameThoseOnlyThatWereRefused() {
        BatchPlan plan = decide("{\"op\":\"delete\",\"id\":\"ID\"}", "{\"op\":\"delete\",\"id\":\"ID\"}");

        assertThat(plan.hasRefusals()).isTrue();
        assertThat(plan.undone().results()).extracting(Result::status).containsExactly(424, 404);
        assertThat(plan.undone().transitions()).isEmpty();
        assertThat(plan.transitions()).hasSize(1);
    }

    private BatchPlan decide(String... operations) {
        List<Operation> read = List.of(operations).stream()
                .map(operation -> Operation.of(JsonText.parse(operation.replace("\"ID\"", "\"" + ID + "\""))))
                .toList();
        return Decisions.of(read, List.of(there), new NoLimits(), NOW);
    }

    private static String told(Result result) {
        return result.status()
                + result.problem()
                        .map(problem -> problem.errors().stream()
                                .map(error -> " " + error.pointer())
                                .reduce("", String::concat))
                        .orElse("");
    }

    /** The limits of the fields are the container's matter. */
    private static final class NoLimits extends ContactValidator {

        @Override
        public void check(Optional<ContactFields> before, ContactFields fields, List<FieldError> others) {
            if (!others.isEmpty()) {
                throw ProblemException.ofFields(ProblemType.INVALID_FIELDS, others);
            }
        }
    }
}
