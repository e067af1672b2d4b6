package com.acmecrm.integration.platform;

import jakarta.json.spi.JsonProvider;

/** JSON-P as this service uses it. */
public final class JsonP {

    /**
     * Looked up once. {@code jakarta.json.Json} looks it up at every call, through every jar that the server knows: of
     * all samples of a profiler under load on Payara a third stood there.
     */
    public static final JsonProvider JSON = JsonProvider.provider();

    private JsonP() {}
}
