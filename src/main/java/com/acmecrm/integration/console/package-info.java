/**
 * Serves the ops console: its page at {@code /}, everything else under an address that changes with its content, so that
 * browsers keep it. The console itself is plain ES modules under {@code WEB-INF/console} and uses the public REST API;
 * this package knows files and no feature.
 */
package com.acmecrm.integration.console;
