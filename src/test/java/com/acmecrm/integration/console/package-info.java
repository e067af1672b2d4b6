/** The ops console as its users meet it: in a browser, with the WAR deployed, and by keyboard. One suite a page. */
package com.acmecrm.integration.console;
