/**
 * Who is asking: users, signing in, tokens and their revocation. The server verifies a token's signature; this package
 * issues tokens and keeps the record without which none is valid.
 */
package com.acmecrm.integration.auth;
