/**
 * The door of the REST side: one round trip to Redis answers whether the caller may call now ({@code ratelimit}) and
 * whether the token is still good ({@code auth}). The only package that knows both; nobody imports it.
 */
package com.acmecrm.integration.gate;
