/**
 * Many changes of contacts in one call and one transaction. Decides on each in memory, on rows that are locked, and has them
 * written together; what a contact is and how it is written comes from {@code contact}, which does not know this package.
 */
package com.acmecrm.integration.contact.batch;
