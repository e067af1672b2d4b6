/**
 * Who is asking: users, signing in, signing out. Tokens themselves are {@code auth.token}'s.
 */
package com.acmecrm.integration.auth;
