-- Changes of custom fields, member by member: ContactWriter and BulkContactWriter. In PostgreSQL and not in the service,
-- so that it is one statement under the row's lock, and because AcmeCRM may keep JSON that the service does not read.

-- Makes the members of target that names holds the same as in source; all others stay as they are. In names a member that
-- is an object names members inside; any other value means the whole member. A member that source lacks is removed, an
-- object only once nothing that others have added is left inside. Where target is no object, source replaces it.
create function copy_json_members(target jsonb, names jsonb, source jsonb) returns jsonb
    language plpgsql immutable parallel safe
as $$
declare
    result jsonb;
begin
    if jsonb_typeof(target) is distinct from 'object' then
        return source;
    end if;
    select (target - coalesce(array_agg(member.name), '{}'))
        || coalesce(jsonb_object_agg(member.name, member.value) filter (where member.value is not null), '{}')
    into result
    from (
        select named.key as name,
            case jsonb_typeof(named.value)
                when 'object' then copy_json_members(target -> named.key, named.value, source -> named.key)
                else source -> named.key
            end as value
        from jsonb_each(names) named) member;
    return case when source is null then nullif(result, '{}') else result end;
end
$$;
