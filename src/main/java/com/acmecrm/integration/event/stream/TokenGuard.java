package com.acmecrm.integration.event.stream;

import com.acmecrm.integration.platform.RedisUnavailableException;
import com.acmecrm.integration.platform.TokenRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the stream of whoever would not be let in any more. */
@ApplicationScoped
public class TokenGuard {

    private static final Logger LOG = LoggerFactory.getLogger(TokenGuard.class);
    /** A restart of Redis ends nobody's stream; but nobody goes on unchecked for long. */
    private static final long UNCHECKED_NANOS = Duration.ofSeconds(30).toNanos();

    @Inject
    Watchers watchers;

    @Inject
    TokenRecords records;

    @Inject
    Clock clock;

    private volatile long checkedAt = System.nanoTime();

    void endExpired() {
        Instant now = clock.instant();
        watchers.present().stream()
                .filter(watcher -> !watcher.expiresAt().isAfter(now))
                .forEach(Watcher::end);
    }

    /** @throws RedisUnavailableException if that cannot be said now; after half a minute of it, everyone's stream ends */
    void endRevoked() {
        try {
            List<Watcher> present = watchers.present();
            Set<TokenRecords.Token> valid = stillValid(present);
            present.stream().filter(watcher -> !valid.contains(watcher.token())).forEach(Watcher::end);
            checkedAt = System.nanoTime();
        } catch (RedisUnavailableException away) {
            if (System.nanoTime() - checkedAt > UNCHECKED_NANOS) {
                LOG.warn("All streams end: their tokens cannot be checked");
                watchers.endAll();
            }
            throw away;
        }
    }

    private Set<TokenRecords.Token> stillValid(List<Watcher> present) {
        return present.isEmpty()
                ? Set.of()
                : records.stillValid(
                        present.stream().map(watcher -> watcher.token()).collect(Collectors.toSet()));
    }
}
