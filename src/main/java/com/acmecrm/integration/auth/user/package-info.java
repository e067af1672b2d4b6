/** Who can sign in: users, their roles and their passwords. Ends the sessions of those whom it changes; issues no token. */
package com.acmecrm.integration.auth.user;
