package com.acmecrm.integration.system;

import jakarta.json.JsonObject;

/** AcmeCRM as it writes its rows itself, past this service. */
final class AcmeCrm {

    private AcmeCrm() {}

    /** Counts its change, as AcmeCRM does. */
    static void set(String id, String name, String json) {
        Database.change(
                "update acme_contacts set data = data || jsonb_build_object(?, ?::jsonb), version = version + 1 where id = ?",
                name,
                json,
                id);
    }

    static void unset(String id, String name) {
        Database.change("update acme_contacts set data = data - ?, version = version + 1 where id = ?", name, id);
    }

    static void remove(String id) {
        Database.change("delete from acme_contacts where id = ?", id);
    }

    static JsonObject data(String id) {
        return Answer.parse(Database.rows("select data from acme_contacts where id = ?", id)
                .get(0)
                .get("data"));
    }

    static String version(String id) {
        return Database.rows("select version from acme_contacts where id = ?", id)
                .get(0)
                .get("version");
    }
}
