/** How much memory request bodies may take on this node, before they are read. Does not know what is in them. */
package com.acmecrm.integration.platform.body;
