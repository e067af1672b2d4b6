package com.acmecrm.integration.chaos;

import com.acmecrm.integration.dev.ApplicationProcess;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Asks a node two harmless questions, again and again, and remembers how they were answered. They are counted under keys
 * that a cluster keeps on different nodes.
 */
final class Visitor {

    private static final int A_ROW = 20;
    private static final String NOBODY = UUID.randomUUID().toString();
    /** To be let in to somebody who is not there is good, too. */
    private static final Set<Integer> GOOD = Set.of(200, 404);

    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final URI node;
    private final Api session;
    private Duration slowest = Duration.ZERO;
    private int goodOnesInARow;
    private long firstBad;
    private long lastBad;

    private Visitor(ApplicationProcess node) {
        this.node = node.url();
        this.session = Api.logIn(this.node);
    }

    static Visitor of(ApplicationProcess node) {
        return new Visitor(node);
    }

    /** Whether the last answers were good, these among them. */
    boolean seesAllWell() {
        visit(session.list(node));
        visit(session.read(node, NOBODY));
        return goodOnesInARow >= A_ROW;
    }

    private void visit(HttpRequest request) {
        long begin = System.nanoTime();
        int status = Api.send(request).statusCode();
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        slowest = time.compareTo(slowest) > 0 ? time : slowest;
        statuses.merge(status, 1, Integer::sum);
        if (GOOD.contains(status)) {
            goodOnesInARow++;
        } else {
            goodOnesInARow = 0;
            lastBad = System.nanoTime();
            firstBad = firstBad == 0 ? begin : firstBad;
        }
    }

    @Override
    public String toString() {
        return "answers %s, the slowest after %d ms, refused for %d ms"
                .formatted(
                        statuses,
                        slowest.toMillis(),
                        Duration.ofNanos(lastBad - firstBad).toMillis());
    }

    /** How often which status was seen. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    Duration slowest() {
        return slowest;
    }
}
