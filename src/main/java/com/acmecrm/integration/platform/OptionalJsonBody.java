package com.acmecrm.integration.platform;

import jakarta.json.JsonObject;

/** A request's body that may be absent: an empty object then. */
public record OptionalJsonBody(JsonObject json) {}
