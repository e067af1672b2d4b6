/**
 * What operators see of events and do to them: the overview, lists, single events with their history, retries and
 * discards. Knows the rows, not how they are relayed or consumed: to mend an event is to change its row, and events take
 * their way when nobody looks.
 */
package com.acmecrm.integration.event.ops;
