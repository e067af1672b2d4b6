/** How often someone may guess a password: counts attempts in Redis. Knows neither users nor passwords. */
package com.acmecrm.integration.auth.attempt;
