package com.acmecrm.integration.platform;

import java.util.Map;
import java.util.Optional;

/**
 * Something that belongs into the audit trail. A feature fires it as a CDI event where it happens, in the transaction of
 * the change if there is one; who keeps it is none of its business. What changes Redis goes through {@link
 * AuditedEffects} instead.
 *
 * @param action what happened, as {@code <subject>.<past participle>}: {@code user.created}, {@code login.failed}
 * @param userId who did it; empty where it is the caller of the request, see {@link Origins}
 * @param target what it was done to: {@code user/3}, {@code session/<jti>}, {@code event/<id>}
 * @param details plain words and ids; never a token, a password or contact data
 */
public record Audited(String action, Optional<String> userId, String target, Map<String, String> details) {

    /** By the caller of the request. */
    public static Audited of(String action, String target, Map<String, String> details) {
        return new Audited(action, Optional.empty(), target, details);
    }
}
