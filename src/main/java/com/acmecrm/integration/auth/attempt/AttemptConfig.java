package com.acmecrm.integration.auth.attempt;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How many guesses are allowed ({@code acmecrm.auth.lock.*}, {@code acmecrm.auth.delay.*}). */
@ApplicationScoped
public class AttemptConfig {

    /** Longer, and others could lock a person out. */
    private static final Duration MAX_DELAY = Duration.ofSeconds(30);

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

    /** At start, so that a bad value is refused then. */
    void read(@Observes @Initialized(ApplicationScoped.class) Object start) {}

    @PostConstruct
    void check() {
        require(lockFailures >= 1, "acmecrm.auth.lock.failures must be at least 1");
        require(isPositive(lockDuration), "acmecrm.auth.lock.duration must be at least a second");
        require(delayFailures >= 1, "acmecrm.auth.delay.failures must be at least 1");
        require(
                isPositive(longestDelay) && longestDelay.compareTo(MAX_DELAY) <= 0,
                "acmecrm.auth.delay.longest must be from PT1S to " + MAX_DELAY);
        require(isPositive(knownFor), "acmecrm.auth.delay.known-for must be at least a second");
    }

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

    private static boolean isPositive(Duration duration) {
        return duration.toSeconds() >= 1;
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
