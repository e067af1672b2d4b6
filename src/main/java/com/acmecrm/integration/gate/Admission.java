package com.acmecrm.integration.gate;

import com.acmecrm.integration.ratelimit.RateVerdict;

/** What Redis says of one request. */
record Admission(RateVerdict rate, boolean tokenValid) {}
