package com.acmecrm.integration.idempotency;

/**
 * A request that its client has given a key.
 *
 * @param userId whose key it is: others have keys of their own
 * @param fingerprint SHA-256 of method, path and body, in hexadecimal digits
 */
record KeyedRequest(String userId, IdempotencyKey key, String fingerprint) {}
