/** What a person would say about a text: how many characters it has, and whether it can be seen. Knows no feature. */
package com.acmecrm.integration.platform.text;
