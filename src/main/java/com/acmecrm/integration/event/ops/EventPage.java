package com.acmecrm.integration.event.ops;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** A page of the list, and the place behind which the next one begins. */
record EventPage(List<JsonObject> events, Optional<EventPlace> next) {}
