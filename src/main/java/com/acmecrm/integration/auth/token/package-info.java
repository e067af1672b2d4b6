/**
 * Tokens: the keys that sign and verify them, their issue, their terms, and the record without which none is valid.
 * Knows nothing of users and passwords. The server verifies the signature, with the keys that this package gives it.
 */
package com.acmecrm.integration.auth.token;
