/**
 * The list of contacts: filters, search, sorts and cursors. Reads the internal rows past the entities, because the
 * indexes decide what can be asked (docs/lists.md); changes nothing.
 */
package com.acmecrm.integration.contact.list;
