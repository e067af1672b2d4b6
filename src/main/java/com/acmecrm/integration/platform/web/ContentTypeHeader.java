package com.acmecrm.integration.platform.web;

import java.util.List;
import java.util.regex.Pattern;

/** The media type of a request's body (RFC 9110, section 8.3), as the servers' JAX-RS is given to read it. */
final class ContentTypeHeader {

    /** Well formed, and consumed by no resource. */
    static final String UNSUPPORTED = "application/octet-stream";

    /** Of a token but for {@code *}: a range is no type of a body. */
    private static final String NAME = "[A-Za-z0-9!#$%&'+.^_`|~-]+";

    private static final String VALUE = "([A-Za-z0-9!#$%&'*+.^_`|~-]+|\"([^\"\\\\]|\\\\.)*\")";
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("\\s*" + NAME + "/" + NAME + "(\\s*;\\s*(" + NAME + "=" + VALUE + ")?)*\\s*");

    private ContentTypeHeader() {}

    /** The header where it is one media type, else one that leads to a 415 wherever a body is read. */
    static String readable(List<String> lines) {
        return lines.size() == 1 && MEDIA_TYPE.matcher(lines.get(0)).matches() ? lines.get(0) : UNSUPPORTED;
    }
}
