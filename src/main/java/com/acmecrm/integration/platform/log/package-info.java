/** How lines of the log look and where they go ({@code acmecrm.log.*}), and what each of them says beside its message. */
package com.acmecrm.integration.platform.log;
