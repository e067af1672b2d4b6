/** Sessions: where and when a token was issued, who may see that, and who may end it. A token is told from its user by id. */
package com.acmecrm.integration.auth.session;
