package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.contact.format.DriftRepository.LastCheck;
import com.acmecrm.integration.platform.ListPage;
import com.acmecrm.integration.platform.ListPlace;
import com.acmecrm.integration.platform.OnRequestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Tells which contacts differ. */
@ApplicationScoped
@Transactional
@OnRequestDatabase
public class DriftService {

    @Inject
    DriftRepository drift;

    Drift list(Optional<ListPlace> behind, int limit) {
        return new Drift(drift.page(behind, limit), drift.findLastCheck());
    }

    Optional<LastCheck> findLastCheck() {
        return drift.findLastCheck();
    }

    /** A page of what differs, and the check that has found it. */
    record Drift(ListPage page, Optional<LastCheck> check) {}
}
