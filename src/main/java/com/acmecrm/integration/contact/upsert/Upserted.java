package com.acmecrm.integration.contact.upsert;

import com.acmecrm.integration.contact.Contact;

/**
 * What became of an upsert.
 *
 * @param contact as it is now
 * @param created whether it was not there before
 */
public record Upserted(Contact contact, boolean created) {}
