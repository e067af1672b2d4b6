-- Users that administrators keep.

alter table users
    add column disabled   boolean     not null default false,
    add column updated_at timestamptz;

update users set updated_at = created_at;

alter table users
    alter column updated_at set not null;
