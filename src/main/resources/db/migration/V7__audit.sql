-- Who did what: the trail behind GET /api/audit.

-- Of the change that the event tells of. Null in older rows, and where no request asked for the change.
alter table event_processing
    add column actor      text,
    add column address    text,
    add column request_id text;

create table audit_log (
    id         bigint generated always as identity primary key,
    at         timestamptz not null default clock_timestamp(),
    -- <subject>.<what was done to it>. Collated bytewise, so that "all of a subject" is a range of the index.
    action     text collate "C" not null,
    user_id    text,
    address    text,
    request_id text,
    -- contact/<AcmeCRM id>, user/3, session/<jti>, event/<id>
    target     text        not null,
    details    jsonb       not null check (jsonb_typeof(details) = 'object'),
    -- Of a contact's change, which is copied from its event.
    event_id   uuid
);

-- Each event is copied once, however often that is tried. Partial: nothing else has one.
create unique index audit_log_event_key on audit_log (event_id) where event_id is not null;

-- GET /api/audit, newest first, and since and until; retention, from the other end.
create index audit_log_at_idx on audit_log (at, id);

-- GET /api/audit?action=
create index audit_log_action_idx on audit_log (action, at, id);

-- GET /api/audit?userId=
create index audit_log_user_idx on audit_log (user_id, at, id);

-- GET /api/audit?target=
create index audit_log_target_idx on audit_log (target, at, id);

-- GET /api/audit?address=
create index audit_log_address_idx on audit_log (address, at, id);

-- GET /api/audit?requestId=
create index audit_log_request_idx on audit_log (request_id);

-- Append-only. The service owns the table and could drop this trigger: it holds off mistakes, and SQL that somebody
-- smuggles into a statement; whoever has the owner's password it does not (docs/audit.md).
create function audit_log_refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if current_setting('acmecrm.audit_expiring', true) = 'on' and old.at < now() - interval '30 days' then
            return old;
        end if;
    end if;
    raise exception 'audit_log is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end $$;

create trigger audit_log_append_only before update or delete on audit_log
    for each row execute function audit_log_refuse_change();

create trigger audit_log_no_truncate before truncate on audit_log
    for each statement execute function audit_log_refuse_change();

-- The only way out of the table: the oldest rows first, none of the last 30 days, so many at once. What another node is
-- just deleting is passed over.
create function audit_log_expire(older_than timestamptz, at_most integer) returns integer
    language plpgsql as $$
declare
    deleted integer;
begin
    -- Not by "set" in the function's head, which is a superuser's.
    perform set_config('acmecrm.audit_expiring', 'on', true);
    delete from audit_log where id in (
        select id from audit_log where at < least(older_than, now() - interval '30 days')
        order by at, id limit at_most for update skip locked);
    get diagnostics deleted = row_count;
    perform set_config('acmecrm.audit_expiring', 'off', true);
    return deleted;
end $$;
