-- Contacts in both formats, the outbox of their changes, and the users who may change them.

create table internal_contacts (
    id            uuid primary key,
    first_name    text        not null,
    last_name     text        not null,
    email         text        not null,
    phone         text        not null,
    company       text        not null,
    title         text        not null,
    address       jsonb       not null,
    notes         text        not null,
    status        text        not null check (status in ('active', 'inactive', 'archived')),
    tags          jsonb       not null,
    custom_fields jsonb       not null,
    source        text        not null,
    source_id     text        not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    version       bigint      not null check (version >= 1),
    constraint internal_contacts_source_key unique (source, source_id)
);

-- GET /api/contacts: keyset pages, newest first.
create index internal_contacts_created_idx on internal_contacts (created_at, id);

-- AcmeCRM may write this table too: version counts its changes, never ours.
create table acme_contacts (
    id         text primary key,
    data       jsonb       not null check (jsonb_typeof(data) = 'object'),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version    bigint      not null default 1
);

create table event_processing (
    id              uuid primary key,
    -- Drawn at the insert itself, while the contact's row is locked: a pooled or cached generator
    -- would break "the order of seq is the order of a contact's changes".
    seq             bigint generated always as identity,
    event_type      text        not null,
    status          text        not null
        check (status in ('pending', 'published', 'processed', 'failed', 'discarded')),
    message_key     text        not null,
    contact_version bigint      not null,
    -- json, not jsonb: the Kafka value byte for byte, with its members in order.
    details         json        not null,
    created_at      timestamptz not null,
    published_at    timestamptz,
    processed_at    timestamptz
);

-- The relay: what is still to be sent, in order. Partial, so that it stays as small as the backlog.
create index event_processing_pending_idx on event_processing (seq) where status = 'pending';

create table users (
    id            bigint generated always as identity primary key,
    username      text        not null,
    password_hash text        not null,
    role          text        not null check (role in ('admin', 'editor', 'viewer')),
    created_at    timestamptz not null
);

-- Sign-in by name, any case.
create unique index users_username_key on users (lower(username));

-- Keys that all nodes share and that no client may know: made once, here.
-- gen_random_uuid() draws from the operating system's generator: 2 x 122 random bits, hashed to 256.
create table shared_keys (
    name  text primary key,
    value bytea not null
);

insert into shared_keys (name, value)
values ('cursor', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
