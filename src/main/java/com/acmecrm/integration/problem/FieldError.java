package com.acmecrm.integration.problem;

import jakarta.json.JsonObject;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * One field at fault.
 *
 * @param pointer JSON Pointer (RFC 6901) into the request's body
 * @param detail what is wrong with it, for a person
 */
public record FieldError(String pointer, String detail) {

    JsonObject toJson() {
        return JSON.createObjectBuilder()
                .add("pointer", pointer)
                .add("detail", detail)
                .build();
    }
}
