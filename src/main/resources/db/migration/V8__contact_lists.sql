-- GET /api/contacts: sorts, filters and search (docs/lists.md). Each index costs every create and every change; there is
-- none for a pair of a filter and a sort: PostgreSQL either reads in the sort's order and drops what does not match, or
-- reads what matches and sorts it.

-- The first of PostgreSQL's own extensions that is needed. Trusted: whoever may create in the database may create it.
do $$
begin
    create extension if not exists pg_trgm;
exception when insufficient_privilege or feature_not_supported or undefined_file then
    raise exception 'The PostgreSQL extension pg_trgm is missing and could not be created: %', sqlerrm
        using hint = 'Let a superuser run "create extension pg_trgm" in this database, or grant create on it; docs/lists.md.';
end $$;

-- sort=updatedAt, updatedSince=
create index internal_contacts_updated_idx on internal_contacts (updated_at, id);

-- sort=lastName. In lower case, then by code point: the same order whatever collation the database has.
create index internal_contacts_last_name_idx on internal_contacts ((lower(last_name) collate "C"), id);

-- sort=email, email=
create index internal_contacts_email_idx on internal_contacts ((lower(email) collate "C"), id);

-- company=
create index internal_contacts_company_idx on internal_contacts (company);

-- status=inactive and archived. Partial: almost all are active, and those are found by any sort.
create index internal_contacts_status_idx on internal_contacts (status) where status <> 'active';

-- tag=. Partial: a contact without tags costs nothing. Few entries: no list of pending ones is needed.
create index internal_contacts_tags_idx on internal_contacts using gin (tags jsonb_path_ops)
    with (fastupdate = off) where tags <> '[]';

-- sourceId=; V11 makes it the constraint. Here that would ask for a stronger lock than this migration has, and meet whoever
-- waits behind it.
create unique index internal_contacts_external_id_idx on internal_contacts (source_id, source);

-- source=
create index internal_contacts_source_idx on internal_contacts (source, created_at, id);

-- q=. U+001F keeps a match from reaching across two fields. Sixty entries for each contact, which the change that fills
-- the list of pending ones works off: 256 kB cost it some 50 ms, PostgreSQL's 4 MB many times that.
create index internal_contacts_search_idx on internal_contacts using gin (
    lower(first_name || ' ' || last_name || U&'\001F' || email || U&'\001F' || company) gin_trgm_ops
) with (gin_pending_list_limit = 256);

-- The planner knows nothing of the values of an expression before.
analyze internal_contacts;
