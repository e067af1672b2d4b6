package com.acmecrm.integration.contact.list;

import com.acmecrm.integration.platform.Sha256;

/** Which contacts, in which order: what a cursor is bound to. */
record ContactSelection(ContactFilter filter, ContactOrder order) {

    /**
     * What is sorted by, in SQL. A search goes past the index of a sort by text: what is found stands together in its
     * order, and the planner, who thinks it evenly spread, would read through all that stands before.
     */
    String sortValue() {
        String value = order.sort().expression();
        return filter.isSearch() && order.sort().isText() ? "(" + value + " || '')" : value;
    }

    /** The same for the same selection only. A digest, so that a cursor is short and shows no filter's value. */
    String digest() {
        return Sha256.hex(order + "\n" + filter.toJson());
    }
}
