package com.acmecrm.integration.platform.web;

/** Queries as the servers hand them over: with each byte that the client sent as one character. */
final class QueryEncoding {

    /** The signs that may stand in a query as they are (RFC 3986, section 3.4), and the percent sign. */
    private static final String PLAIN = "-._~!$&'()*+,;=:@/?%";

    private QueryEncoding() {}

    /** The same with each byte encoded that must be: the servers differ in what they make of those. */
    static String encode(String query) {
        if (query.chars().allMatch(QueryEncoding::isPlain)) {
            return query;
        }
        StringBuilder encoded = new StringBuilder();
        query.chars().forEach(sign -> {
            if (isPlain(sign)) {
                encoded.append((char) sign);
            } else {
                encoded.append("%%%02X".formatted(sign & 0xFF));
            }
        });
        return encoded.toString();
    }

    private static boolean isPlain(int sign) {
        return sign < 0x80 && (Character.isLetterOrDigit(sign) || PLAIN.indexOf(sign) >= 0);
    }
}
