/**
 * {@code mvn -Pbench}: measures the WAR as it ships, from outside. It knows the contract and the tables, and none of the
 * service's code.
 */
package com.acmecrm.integration.bench;
