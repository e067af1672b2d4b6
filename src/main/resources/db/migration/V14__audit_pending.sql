-- Entries of the audit trail whose action is under way in Redis. Written before it, moved to audit_log after it; what a
-- node has left here is moved with an unknown outcome (docs/audit.md). Almost always empty: no index but the key.
create table audit_pending (
    id         bigint generated always as identity primary key,
    at         timestamptz not null default clock_timestamp(),
    action     text        not null,
    user_id    text,
    address    text,
    request_id text,
    target     text        not null,
    details    jsonb       not null check (jsonb_typeof(details) = 'object')
);
