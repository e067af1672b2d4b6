package com.acmecrm.integration.system;

import java.util.List;
import java.util.Map;

/** The two formats of the contacts, held against each other. */
final class Twins {

    private Twins() {}

    /** Rows of either table that have no twin in the other, or whose twin says something else. */
    static List<Map<String, String>> missing() {
        return Database.rows("""
                select i.id as internal, a.id as acmecrm
                from internal_contacts i
                full join acme_contacts a
                  on a.id = case i.source when 'acmecrm' then i.source_id else i.source || ':' || i.source_id end
                where i.id is null or a.id is null
                   or a.data ->> 'acme_last_name' <> i.last_name
                   or a.data -> 'acme_custom_fields' <> i.custom_fields""");
    }
}
