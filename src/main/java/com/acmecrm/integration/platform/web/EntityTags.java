package com.acmecrm.integration.platform.web;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The list of entity tags of an {@code If-Match} or {@code If-None-Match} header (RFC 9110, section 8.8.3). What is no entity
 * tag is equal to none.
 */
public record EntityTags(String header) {

    private static final String WEAK = "W/";

    /** Several lines of a header are one list (RFC 9110, section 5.3). */
    public static EntityTags of(List<String> lines) {
        return new EntityTags(String.join(",", lines));
    }

    public boolean isAny() {
        return header.strip().equals("*");
    }

    /** Strong comparison: a weak tag is equal to none. */
    public boolean contains(String tag) {
        return !tag.startsWith(WEAK) && tags().anyMatch(tag::equals);
    }

    /** Weak comparison. */
    public boolean containsWeakly(String tag) {
        return tags().map(EntityTags::opaque).anyMatch(opaque(tag)::equals);
    }

    private Stream<String> tags() {
        return Arrays.stream(header.split(",")).map(String::strip);
    }

    private static String opaque(String tag) {
        return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
    }
}
