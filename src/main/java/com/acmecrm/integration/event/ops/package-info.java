/**
 * What operators see of events and do about them. Not part of the way an event takes: the outbox and the consumer know
 * nothing of this package, and go on when nobody looks.
 */
package com.acmecrm.integration.event.ops;
