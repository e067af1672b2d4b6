/**
 * What browsers are told with every answer, so that a page or a script can do no more with this service than it is meant
 * to; and what servlets have in common. Knows no feature.
 */
package com.acmecrm.integration.platform.web;
