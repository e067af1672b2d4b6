/**
 * The two formats of a contact held against each other: what differs, which contacts differ, and how they come to say the
 * same again. AcmeCRM may write its row at any time, so that a difference is no fault of anybody's. Nothing in
 * {@code contact} knows this package.
 */
package com.acmecrm.integration.contact.format;
