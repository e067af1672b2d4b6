package com.acmecrm.integration.contact.list;

import com.acmecrm.integration.platform.Sha256;

/** Which contacts, in which order: what a cursor is bound to. */
record ContactSelection(ContactFilter filter, ContactOrder order) {

    /** The same for the same selection only. A digest, so that a cursor is short and shows no filter's value. */
    String digest() {
        return Sha256.hex(order + "\n" + filter.toJson());
    }
}
