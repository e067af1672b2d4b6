package com.acmecrm.integration.ratelimit;

import java.time.Duration;

/**
 * How many requests are allowed in a window that begins with the first of them.
 *
 * @param name as it stands in {@code RateLimit-Policy}
 */
public record RatePolicy(String name, int requests, Duration window) {}
