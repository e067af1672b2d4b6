package com.acmecrm.integration.idempotency;

import com.acmecrm.integration.platform.RequestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The answers of requests that have a key. */
@ApplicationScoped
public class IdempotencyRepository {

    /** Two keys with one hash would only have to wait for each other. A user's id has no space in it. */
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtextextended(? || ' ' || ?, 0))";

    private static final String FIND = """
            select fingerprint, status, location, etag, body from idempotency_keys
            where user_id = ? and key = ? and expires_at > ?""";

    /** One that has expired and is not deleted yet gives way. */
    private static final String KEEP = """
            insert into idempotency_keys (user_id, key, fingerprint, status, location, etag, body, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (user_id, key) do update
            set fingerprint = excluded.fingerprint, status = excluded.status, location = excluded.location,
                etag = excluded.etag, body = excluded.body, expires_at = excluded.expires_at""";

    @Inject
    RequestDatabase database;

    /** Does not wait: whether nobody else has the lock; it is held until the transaction ends. */
    boolean lock(KeyedRequest request) {
        return database.query(
                        LOCK,
                        row -> row.getBoolean(1),
                        request.userId(),
                        request.key().text())
                .get(0);
    }

    /** A statement after that of the lock: the lock's own would not see what was committed while it was waited for. */
    Optional<FirstAnswer> find(KeyedRequest request, Instant now) {
        return database
                .query(
                        FIND,
                        IdempotencyRepository::answer,
                        request.userId(),
                        request.key().text(),
                        now)
                .stream()
                .findFirst();
    }

    void keep(KeyedRequest request, FirstAnswer answer, Instant until) {
        database.update(
                KEEP,
                request.userId(),
                request.key().text(),
                answer.fingerprint(),
                answer.status(),
                answer.location().orElse(null),
                answer.tag().orElse(null),
                answer.body().orElse(null),
                until);
    }

    private static FirstAnswer answer(ResultSet row) throws SQLException {
        return new FirstAnswer(
                row.getString("fingerprint"),
                row.getInt("status"),
                Optional.ofNullable(row.getString("location")),
                Optional.ofNullable(row.getString("etag")),
                Optional.ofNullable(row.getString("body")));
    }
}
