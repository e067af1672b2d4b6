package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.web.EntityTags;
import java.util.List;

/**
 * The precondition of an {@code If-None-Match} header (RFC 9110, section 13.1.2).
 *
 * @param header as it came; null where there was none
 */
public record IfNoneMatch(String header) {

    static final IfNoneMatch NONE = new IfNoneMatch(null);

    /** Several lines of the header are one list (RFC 9110, section 5.3). */
    public static IfNoneMatch of(List<String> lines) {
        return lines.isEmpty() ? NONE : new IfNoneMatch(String.join(",", lines));
    }

    /** Whether it names this version, weakly or not, or any; what is no entity tag names none. */
    public boolean matches(long version) {
        EntityTags tags = new EntityTags(header == null ? "" : header);
        return tags.isAny() || tags.containsWeakly(IfMatch.tag(version));
    }
}
