/**
 * Contacts written by the id that another system knows them by, whether they exist or not. Knows what a contact is and how
 * it is written from {@code contact}, which does not know this package.
 */
package com.acmecrm.integration.contact.upsert;
