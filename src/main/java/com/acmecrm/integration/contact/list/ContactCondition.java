package com.acmecrm.integration.contact.list;

import com.acmecrm.integration.contact.ContactStatus;
import com.acmecrm.integration.contact.ExternalId;
import com.acmecrm.integration.platform.Timestamps;
import com.acmecrm.integration.platform.text.CodePoints;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import java.util.function.Function;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** What contacts can be found by; each is served by an index of V8, as long as its SQL says what the index says. */
enum ContactCondition {
    Q(
            "q",
            "lower(first_name || ' ' || last_name || U&'\\001F' || email || U&'\\001F' || company) like lower(?)",
            ContactCondition::pattern),
    EMAIL("email", ContactSort.EMAIL_EXPRESSION + " = lower(?)", ContactCondition::email),
    /** Also empty: the contacts without one. */
    COMPANY("company", "company = ?", ContactCondition::company),
    STATUS("status", "status = ?", ContactCondition::status),
    TAG("tag", "tags <> '[]' and tags @> ?::jsonb", ContactCondition::tag),
    SOURCE("source", "source = ?", ContactCondition::source),
    SOURCE_ID("sourceId", "source_id = ?", ContactCondition::sourceId),
    UPDATED_SINCE("updatedSince", "updated_at >= ?", ContactCondition::time);

    private static final int SHORTEST_SEARCH = 3;
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_COMPANY = 200;
    private static final int LONGEST_TAG = 50;

    /** Between the fields in which {@link #Q} searches, so that it finds nothing that begins in one and ends in another. */
    private static final char BETWEEN_FIELDS = '\u001F';

    private final String parameter;
    private final String sql;
    private final Function<String, Object> operand;

    ContactCondition(String parameter, String sql, Function<String, Object> operand) {
        this.parameter = parameter;
        this.sql = sql;
        this.operand = operand;
    }

    String parameter() {
        return parameter;
    }

    /** Takes one operand. */
    String sql() {
        return sql;
    }

    /** @throws ProblemException 400 if the parameter cannot have this value */
    Object operand(String value) {
        return operand.apply(value);
    }

    /** For {@code like}, in which nothing of the client's is a wildcard. */
    private static String pattern(String q) {
        require(
                CodePoints.count(q) >= SHORTEST_SEARCH,
                "q must have %d characters or more.".formatted(SHORTEST_SEARCH));
        atMost(LONGEST_EMAIL, "q", q); // the longest of what is searched
        require(q.indexOf(BETWEEN_FIELDS) < 0, "q must not hold U+001F.");
        return "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /** No address has a blank: it was a {@code +} that the client has not encoded. */
    private static String email(String value) {
        require(!value.isEmpty(), "email is empty; leave it out, or give it a value.");
        return atMost(LONGEST_EMAIL, "email", value.replace(' ', '+'));
    }

    private static String company(String value) {
        return atMost(LONGEST_COMPANY, "company", value);
    }

    private static String source(String value) {
        require(ExternalId.isSource(value), "source " + ExternalId.SOURCE_RULE + ".");
        return value;
    }

    private static String sourceId(String value) {
        require(ExternalId.isSourceId(value), "sourceId must be 1 to 200 of A-Z, a-z, 0-9 and ._@+=~-.");
        return value;
    }

    /** A value that no contact can have is a mistake of the client's, not an empty list. */
    private static String atMost(int limit, String name, String value) {
        require(CodePoints.isAtMost(limit, value), "%s must have %d characters or fewer.".formatted(name, limit));
        return value;
    }

    private static String status(String value) {
        require(ContactStatus.find(value).isPresent(), "status must be active, inactive or archived.");
        return value;
    }

    private static String tag(String value) {
        require(!value.isEmpty(), "tag is empty; leave it out, or give it a value.");
        return JSON.createArrayBuilder()
                .add(atMost(LONGEST_TAG, "tag", value))
                .build()
                .toString();
    }

    private static Object time(String value) {
        return Timestamps.parse(value)
                .orElseThrow(() -> invalid("updatedSince must be a time like 2025-05-20T02:36:25.761Z."));
    }

    private static void require(boolean holds, String detail) {
        if (!holds) {
            throw invalid(detail);
        }
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.of(ProblemType.INVALID_REQUEST, detail);
    }
}
