package com.acmecrm.integration.audit;

import com.acmecrm.integration.platform.Audited;
import com.acmecrm.integration.platform.Origin;
import com.acmecrm.integration.platform.text.CodePoints;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.TreeMap;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** One line of the trail. */
record AuditEntry(String action, Optional<String> userId, String target, JsonObject details, Origin origin) {

    /** Some details are written by people: a reason, a filter. */
    private static final int LONGEST_DETAIL = 500;

    /** Who did it is the caller, unless the feature knows better. */
    static AuditEntry of(Audited audited, Origin origin) {
        JsonObjectBuilder details = JSON.createObjectBuilder();
        new TreeMap<>(audited.details()).forEach((name, value) -> details.add(name, bounded(value)));
        return new AuditEntry(
                audited.action(), audited.userId().or(origin::userId), audited.target(), details.build(), origin);
    }

    private static String bounded(String text) {
        return CodePoints.isAtMost(LONGEST_DETAIL, text) ? text : CodePoints.first(LONGEST_DETAIL, text) + "…";
    }
}
