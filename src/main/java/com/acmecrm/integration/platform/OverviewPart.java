package com.acmecrm.integration.platform;

import jakarta.json.JsonValue;

/**
 * What a feature has to say in the overview of the service. All beans of this type are asked, at the same time and at most
 * every two seconds on a node. What takes longer than about a second, or fails, is told as null.
 */
public interface OverviewPart {

    /** The member of the answer. */
    String name();

    /** Of all nodes together. */
    JsonValue look();
}
