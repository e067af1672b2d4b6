package com.acmecrm.integration.platform;

/**
 * Fired once, when the server has finished starting the application and requests can come: background work begins now and
 * not before. Observed on a thread of the container's; an observer starts its work and returns.
 */
public record ApplicationStarted() {}
