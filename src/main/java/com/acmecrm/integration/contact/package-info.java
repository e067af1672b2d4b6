/**
 * Contacts: kept in the internal format and in AcmeCRM's, changed in both at once, each change told to the outbox. Does
 * not know who is asking, nor how events travel.
 */
package com.acmecrm.integration.contact;
