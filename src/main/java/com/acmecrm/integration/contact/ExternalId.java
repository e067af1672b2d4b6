package com.acmecrm.integration.contact;

import java.util.UUID;
import java.util.regex.Pattern;

/** The id that another system knows a contact by; unique, and fixed for the contact's life. */
public record ExternalId(String source, String sourceId) {

    static final String INTERNAL = "internal";

    /** Why a {@code source} is refused. */
    public static final String SOURCE_RULE = "must be 1 to 50 of a-z, 0-9, _ and -";

    /** Why a {@code sourceId} is refused. */
    public static final String SOURCE_ID_RULE = "must be 1 to 200 of A-Z, a-z, 0-9 and ._@+=~-, and not dots alone";

    private static final Pattern SOURCE = Pattern.compile("[a-z0-9_-]{1,50}");

    /**
     * {@code .} and {@code ..} are no segments of an address: clients and servers remove them (RFC 3986, section 5.2.4). Payara
     * serves no address that ends in three dots or more, either.
     */
    private static final Pattern DOTS = Pattern.compile("\\.+");

    private static final Pattern SOURCE_ID = Pattern.compile("[A-Za-z0-9._@+=~-]{1,200}");

    private static final String ACMECRM = "acmecrm";

    public static ExternalId internal(UUID id) {
        return new ExternalId(INTERNAL, id.toString());
    }

    public static boolean isSource(String text) {
        return SOURCE.matcher(text).matches();
    }

    /** Whether a contact can have it. Some that were created before {@code .} and {@code ..} were refused still do. */
    public static boolean isSourceId(String text) {
        return SOURCE_ID.matcher(text).matches();
    }

    static boolean isNewSourceId(String text) {
        return isSourceId(text) && !DOTS.matcher(text).matches();
    }

    /**
     * The contact's id on AcmeCRM's side, which is also the key of its events. No source id has a colon in it, so that
     * two contacts never meet here.
     */
    public String acmeId() {
        return source.equals(ACMECRM) ? sourceId : source + ":" + sourceId;
    }
}
