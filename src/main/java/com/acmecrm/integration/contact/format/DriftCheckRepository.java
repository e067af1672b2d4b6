package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.platform.ScanDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.UUID;

/** The check of all contacts at once, and whose turn it is. */
@ApplicationScoped
public class DriftCheckRepository {

    /**
     * A node that dies in a check loses its turn by doing nothing. One whose check has failed has its turn still: it runs
     * one at a time.
     */
    private static final String CLAIM = """
            update contact_drift_check
            set owner = ?, claimed_until = clock_timestamp() + ? * interval '1 millisecond'
            where (checked_at is null or checked_at + ? * interval '1 millisecond' <= clock_timestamp())
                and (claimed_until is null or claimed_until <= clock_timestamp() or owner = ?)""";

    /**
     * One statement and so one snapshot: a change of ours is in both rows or in neither. It takes no lock on them. All are
     * counted, but no more are kept than a person would look through: else an AcmeCRM that has lost its table would fill
     * another with a row for each contact.
     */
    private static final String CHECK = """
            with drifted as materialized (
                select i.id from %s where d.names <> '{}'),
            kept as (
                insert into contact_drift (contact_id, found_at, checked_at)
                select id, now(), now() from drifted order by id limit 10000
                on conflict (contact_id) do update set checked_at = excluded.checked_at)
            select count(*) from drifted""".formatted(DifferencesRepository.CONTACTS);

    private static final String FORGET_OTHERS = "delete from contact_drift where checked_at < now()";

    private static final String FINISH = """
            update contact_drift_check set checked_at = now(), found = ?, claimed_until = null where owner = ?""";

    @Inject
    ScanDatabase database;

    /** @return whether a check is due and it is this node's turn, for so long */
    @Transactional
    boolean claim(UUID owner, Duration interval, Duration lease) {
        return database.update(CLAIM, owner, lease.toMillis(), interval.toMillis(), owner) == 1;
    }

    /**
     * Replaces what the last check has found.
     *
     * @throws IllegalStateException if it was another node's turn by the end; nothing is replaced then
     */
    @Transactional
    void check(UUID owner, Duration timeout) {
        database.limit(timeout);
        long found = database.query(CHECK, row -> row.getLong(1)).get(0);
        database.update(FORGET_OTHERS);
        if (database.update(FINISH, found, owner) == 0) {
            throw new IllegalStateException("Another node has taken over");
        }
    }
}
