/**
 * Contact integration between a company's own systems and AcmeCRM.
 *
 * <p>One package per feature. Imports run one way: {@code gate → auth, ratelimit → problem → platform} and {@code
 * contact → event → problem → platform}; an architecture test holds it.
 */
package com.acmecrm.integration;
