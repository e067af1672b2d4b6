/**
 * How this service says no: problem details (RFC 9457), each kind of problem in one place. Features throw a {@link
 * com.acmecrm.integration.problem.ProblemException}; only this package knows how it looks on the wire.
 */
package com.acmecrm.integration.problem;
