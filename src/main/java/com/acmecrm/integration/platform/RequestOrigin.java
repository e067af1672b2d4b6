package com.acmecrm.integration.platform;

import jakarta.enterprise.context.RequestScoped;

/** Of the request that is being answered. */
@RequestScoped
public class RequestOrigin {

    private Origin origin = Origin.NONE;

    Origin get() {
        return origin;
    }

    void set(Origin known) {
        origin = known;
    }
}
