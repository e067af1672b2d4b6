package com.acmecrm.integration.property;

import java.util.function.UnaryOperator;

/** One change to a request, with a name for the report. */
record Edit(String name, UnaryOperator<RawRequest> change) {

    RawRequest apply(RawRequest request) {
        return change.apply(request);
    }

    @Override
    public String toString() {
        return name;
    }
}
