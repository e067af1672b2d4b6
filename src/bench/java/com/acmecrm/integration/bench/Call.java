package com.acmecrm.integration.bench;

import io.hyperfoil.http.api.HttpMethod;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A request that is sent again and again.
 *
 * @param path asked for each request
 * @param body asked for each request; empty for none
 */
record Call(HttpMethod method, Supplier<String> path, Supplier<String> body, Map<String, String> headers) {

    static Call get(Supplier<String> path, Map<String, String> headers) {
        return new Call(HttpMethod.GET, path, () -> "", headers);
    }
}
