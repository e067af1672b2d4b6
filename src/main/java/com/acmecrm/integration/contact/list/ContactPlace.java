package com.acmecrm.integration.contact.list;

import java.util.UUID;

/**
 * A place in the list: behind this contact, or where it stood.
 *
 * @param value of the sort, as PostgreSQL writes it: what the page was sorted by, not what is made of it
 */
record ContactPlace(String value, UUID id) {}
