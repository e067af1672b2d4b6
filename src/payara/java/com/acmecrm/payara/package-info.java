/**
 * A library for Payara's own class path, not for the WAR: it checks each request between Grizzly's HTTP parser and the
 * web container, where Payara answers some malformed ones by itself, with an empty 200 or 400. See
 * docs/adr/0040-malformed-requests.md.
 */
package com.acmecrm.payara;
