package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.Uuids;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import java.util.UUID;

/** Ids of contacts in addresses. */
public final class ContactIds {

    private ContactIds() {}

    /** @throws ProblemException 404 if it is no UUID: such an id is as unknown as any other */
    public static UUID parse(String text) {
        return Uuids.parse(text).orElseThrow(ContactIds::unknown);
    }

    public static ProblemException unknown() {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no contact with this id.");
    }

    static ProblemException unknownExternalId() {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no contact with this source and sourceId.");
    }
}
