-- Contacts whose two formats do not say the same, as the last check has found them.

create table contact_drift (
    -- No foreign key: it would lock contacts, and the list looks at the present anyway.
    contact_id uuid primary key,
    seq        bigint generated always as identity,
    -- The first of the checks in a row that have found it.
    found_at   timestamptz not null,
    checked_at timestamptz not null
);

-- GET /api/contacts/drift, newest first.
create index contact_drift_found_idx on contact_drift (found_at, seq);

-- One row: whose turn it is to check, and what came of the last check. All times are PostgreSQL's.
create table contact_drift_check (
    only_row      boolean primary key default true check (only_row),
    owner         uuid,
    claimed_until timestamptz,
    checked_at    timestamptz,
    found         bigint
);

insert into contact_drift_check default values;
