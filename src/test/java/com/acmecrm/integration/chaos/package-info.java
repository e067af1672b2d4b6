/**
 * What the outbox promises, held on several real nodes while they are killed and frozen: load from another process, a
 * checker that knows nothing but the history, and the tests that bring the two together. Knows the schema and the contract,
 * not the code.
 */
package com.acmecrm.integration.chaos;
