/**
 * Random requests to every operation of the OpenAPI document, byte by byte, and the rules that every answer must obey.
 * Knows nothing of a feature: what is valid it reads from the document.
 */
package com.acmecrm.integration.property;
