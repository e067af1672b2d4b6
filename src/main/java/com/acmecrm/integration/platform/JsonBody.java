package com.acmecrm.integration.platform;

import jakarta.json.JsonObject;

/** A request's body, read strictly. A type of our own: the servers have readers of theirs for {@code JsonObject}, which forgive too much. */
public record JsonBody(JsonObject json) {}
