package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.Timestamps;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.UUID;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** A contact at one moment. */
public record Contact(
        UUID id, ContactFields fields, ExternalId externalId, Instant createdAt, Instant updatedAt, long version) {

    /** The contact as every answer shows it. */
    public JsonObject toJson() {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("id", id.toString());
        fields.addTo(json);
        return json.add("source", externalId.source())
                .add("sourceId", externalId.sourceId())
                .add("createdAt", Timestamps.format(createdAt))
                .add("updatedAt", Timestamps.format(updatedAt))
                .add("version", version)
                .build();
    }
}
