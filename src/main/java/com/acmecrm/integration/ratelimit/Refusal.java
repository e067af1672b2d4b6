package com.acmecrm.integration.ratelimit;

import com.acmecrm.integration.platform.Timestamps;
import jakarta.json.JsonObject;
import java.time.Instant;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * Someone who is over a limit in a window that has not ended.
 *
 * @param count requests refused in it, by all nodes; in shadow mode those that would have been
 * @param since the first of them
 * @param until the end of the window
 */
record Refusal(Subject subject, long count, Instant since, Instant until) {

    JsonObject toJson() {
        return JSON.createObjectBuilder()
                .add("address", subject.address())
                .add("endpoint", subject.endpoint())
                .add("policy", subject.policy())
                .add("shadow", subject.mode().equals(RatePolicy.Mode.SHADOW.word()))
                .add("refused", count)
                .add("since", Timestamps.format(since))
                .add("until", Timestamps.format(until))
                .build();
    }

    /** Who is refused what, and why; a text in Redis. */
    record Subject(String policy, String mode, String address, String endpoint) {

        private static final String SEPARATOR = " ";

        static Subject of(RatePolicy policy, String address, Endpoint endpoint) {
            return new Subject(policy.name(), policy.mode().word(), address, endpoint.toString());
        }

        static Subject parse(String text) {
            String[] parts = text.split(SEPARATOR, 4); // only the last has spaces in it
            return new Subject(parts[0], parts[1], parts[2], parts[3]);
        }

        String text() {
            return String.join(SEPARATOR, policy, mode, address, endpoint);
        }
    }
}
