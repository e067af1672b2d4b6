/** The document read by tests: is it complete, and does what the service answers stand in it? */
package com.acmecrm.integration.openapi;
