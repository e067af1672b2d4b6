package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.platform.OverviewPart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;

/** How many contacts differed at the last check. */
@ApplicationScoped
public class DriftOverview implements OverviewPart {

    @Inject
    DriftService drift;

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public JsonValue look() {
        return DriftResource.describe(drift.findLastCheck());
    }
}
