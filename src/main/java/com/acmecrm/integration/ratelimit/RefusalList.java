package com.acmecrm.integration.ratelimit;

import java.util.List;

/**
 * Those who are refused most, first.
 *
 * @param total how many there are, these among them
 */
record RefusalList(List<Refusal> refusals, long total) {}
