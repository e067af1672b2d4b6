/** Where something stands in a trace of many services: W3C Trace Context, level 1. */
package com.acmecrm.integration.platform.trace;
