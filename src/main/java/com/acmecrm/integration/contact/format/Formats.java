package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.contact.Contact;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A contact in both formats.
 *
 * @param acmecrm JSON as AcmeCRM has it: nothing of ours need be able to read it; empty where AcmeCRM has no row
 * @param differences a JSON array of names
 */
record Formats(Contact internal, Optional<String> acmecrm, String differences) {

    byte[] toBody() {
        return "{\"data\":{\"internal\":%s,\"acmecrm\":%s,\"differences\":%s}}"
                .formatted(internal.toJson(), acmecrm.orElse("null"), differences)
                .getBytes(StandardCharsets.UTF_8);
    }
}
