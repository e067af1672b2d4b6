package com.acmecrm.integration.event.consumer;

import com.acmecrm.integration.event.Message;

/**
 * An event whose handlers failed.
 *
 * @param attempts how often they have by now
 */
record Postponed(Message event, int attempts) {}
