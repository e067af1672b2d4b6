/**
 * Tells those who watch what becomes of events, while it happens. One look at PostgreSQL a second serves all watchers of
 * a node, whatever node made the change. Knows no feature, and of tokens only
 * {@link com.acmecrm.integration.platform.TokenRecords}.
 */
package com.acmecrm.integration.event.stream;
