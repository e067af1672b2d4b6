package com.acmecrm.integration.auth.attempt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How many guesses are allowed ({@code acmecrm.auth.lock.*}, {@code acmecrm.auth.delay.*}). */
@ApplicationScoped
public class AttemptConfig {

    @Inject
    @ConfigProperty(name = "acmecrm.auth.lock.failures")
    int lockFailures;

    @Inject
    @ConfigProperty(name = "acmecrm.auth.lock.duration")
    Duration lockDuration;

    @Inject
    @ConfigProperty(name = "acmecrm.auth.delay.failures")
    int delayFailures;

    @Inject
    @ConfigProperty(name = "acmecrm.auth.delay.longest")
    Duration longestDelay;

    @Inject
    @ConfigProperty(name = "acmecrm.auth.delay.known-for")
    Duration knownFor;

    /** Of an address with one account. */
    int lockFailures() {
        return lockFailures;
    }

    Duration lockDuration() {
        return lockDuration;
    }

    /** Of an account, from wherever, before it slows down. */
    int delayFailures() {
        return delayFailures;
    }

    Duration longestDelay() {
        return longestDelay;
    }

    /** How long after a success an address is spared the delay. */
    Duration knownFor() {
        return knownFor;
    }
}
