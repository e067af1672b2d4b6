package com.acmecrm.integration.ratelimit;

/**
 * What is called.
 *
 * @param pathTemplate without ids in it: {@code /api/contacts/{id}}
 */
public record Endpoint(String method, String pathTemplate) {

    /** The counter of one caller. */
    String key(String address) {
        return "rate:limit:" + method + ":" + pathTemplate + ":" + address;
    }

    @Override
    public String toString() {
        return method + " " + pathTemplate;
    }
}
