package com.acmecrm.integration.ratelimit;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How many requests are allowed in a window that begins with the first of them.
 *
 * @param name as it stands in {@code RateLimit-Policy}
 * @param requests allowed to a caller whose roles are not known, or none of {@code roles}
 * @param roles requests allowed to callers of these roles instead
 * @param mode whether anyone is refused
 */
public record RatePolicy(String name, int requests, Duration window, Map<String, Integer> roles, Mode mode) {

    /** What becomes of a request over the limit. */
    public enum Mode {
        ENFORCE("enforce"),
        /** Counted and told as if it were refused, and let in. */
        SHADOW("shadow");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        /** As configuration, metrics and the list of refusals have it. */
        String word() {
            return word;
        }
    }

    /** For someone with several roles the one that allows most counts. */
    int requestsFor(Set<String> callersRoles) {
        return callersRoles.stream()
                .filter(roles::containsKey)
                .mapToInt(roles::get)
                .max()
                .orElse(requests);
    }
}
