package com.acmecrm.integration.platform;

/** JSON Pointer (RFC 6901). */
public final class JsonPointers {

    private JsonPointers() {}

    /** A name as one step of a pointer (section 3). */
    public static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
