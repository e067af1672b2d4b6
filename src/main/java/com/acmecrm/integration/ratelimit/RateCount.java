package com.acmecrm.integration.ratelimit;

import java.time.Duration;
import java.util.Set;

/**
 * What Redis says of a call, before it is known whose it is.
 *
 * @param count calls in the window so far, this one among them
 * @param untilReset how long the window still lasts
 */
public record RateCount(RatePolicy policy, long count, Duration untilReset) {

    /** @param roles of a caller whose token has been found good; else none */
    public RateVerdict verdict(Set<String> roles) {
        return new RateVerdict(policy, policy.requestsFor(roles), count, untilReset);
    }
}
