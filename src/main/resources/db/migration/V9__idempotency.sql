-- Answers to requests with an Idempotency-Key, each written in the transaction of its change.

create table idempotency_keys (
    user_id     text        not null,
    key         text        not null,
    -- SHA-256 of method, path and body.
    fingerprint text        not null,
    status      smallint    not null,
    location    text,
    etag        text,
    -- text, not json: byte for byte, and never looked into.
    body        text,
    expires_at  timestamptz not null,
    primary key (user_id, key)
);

-- Retention.
create index idempotency_keys_expires_idx on idempotency_keys (expires_at);
