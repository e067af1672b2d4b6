package com.acmecrm.integration.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;

/** Tells where what is being done now comes from. */
@ApplicationScoped
public class Origins {

    @Inject
    RequestOrigin request;

    @Inject
    BeanManager beans;

    /** For the rest of the request. */
    public void set(Origin origin) {
        request.set(origin);
    }

    /** {@link Origin#NONE} outside requests. */
    public Origin current() {
        return isInRequest() ? request.get() : Origin.NONE;
    }

    private boolean isInRequest() {
        try {
            return beans.getContext(RequestScoped.class).isActive();
        } catch (ContextNotActiveException background) {
            return false;
        }
    }
}
