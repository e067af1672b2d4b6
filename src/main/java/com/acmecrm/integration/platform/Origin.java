package com.acmecrm.integration.platform;

import com.acmecrm.integration.platform.trace.TraceContext;
import java.util.Optional;

/**
 * Where a change comes from; empty is what is not known, and everything of work that no request asked for.
 *
 * @param userId who, by the claim {@code sub}
 * @param address the client's, as it is counted for rate limits
 * @param requestId as the answer's {@code X-Request-Id} has it
 * @param trace that the request belongs to
 */
public record Origin(
        Optional<String> userId, Optional<String> address, Optional<String> requestId, Optional<TraceContext> trace) {

    public static final Origin NONE =
            new Origin(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
