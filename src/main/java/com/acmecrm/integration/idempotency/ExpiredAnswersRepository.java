package com.acmecrm.integration.idempotency;

import com.acmecrm.integration.platform.WorkDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** Answers that are kept no longer. */
@ApplicationScoped
public class ExpiredAnswersRepository {

    /** What is locked is just being replaced, or another node deletes it. */
    private static final String DELETE = """
            delete from idempotency_keys k
            using (
                select user_id, key from idempotency_keys where expires_at <= ?
                order by expires_at limit ? for update skip locked) e
            where k.user_id = e.user_id and k.key = e.key""";

    @Inject
    WorkDatabase database;

    /** @return how many; fewer than the limit where there were no more */
    @Transactional
    int deleteExpired(Instant now, int limit) {
        return database.update(DELETE, now, limit);
    }
}
