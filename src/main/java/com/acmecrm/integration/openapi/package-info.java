/**
 * The description of the API (OpenAPI 3.1), written by hand and served as it stands, the same on every server: what the
 * servers derive from classes knows neither headers nor problems, and differs. Knows no feature; tests compare the two.
 */
package com.acmecrm.integration.openapi;
