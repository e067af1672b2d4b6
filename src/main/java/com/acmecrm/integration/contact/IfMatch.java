package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.web.EntityTags;
import java.util.List;

/**
 * The precondition of an {@code If-Match} header (RFC 9110, section 13.1.1).
 *
 * @param header as it came; null where there was none
 */
public record IfMatch(String header) {

    static final IfMatch NONE = new IfMatch(null);

    /** Several lines of the header are one list (RFC 9110, section 5.3). */
    public static IfMatch of(List<String> lines) {
        return lines.isEmpty() ? NONE : new IfMatch(String.join(",", lines));
    }

    /** A contact's entity tag, quoted. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    public boolean isPresent() {
        return header != null;
    }

    /** True where there is no header, too. A weak tag never matches. */
    public boolean allows(long version) {
        EntityTags tags = new EntityTags(header == null ? "*" : header);
        return tags.isAny() || tags.contains(tag(version));
    }
}
