package com.acmecrm.integration.chaos;

/**
 * An event as PostgreSQL has it.
 *
 * @param key the contact
 * @param seq its place in the order of all events
 */
record OutboxRow(String id, String key, String type, long version, long seq, String status) {

    private static final String CREATED = "contact.created";
    private static final String DELETED = "contact.deleted";

    boolean beginsLife() {
        return type.equals(CREATED);
    }

    boolean endsLife() {
        return type.equals(DELETED);
    }

    boolean isProcessed() {
        return status.equals("processed");
    }

    Change change() {
        return new Change(key, type, version);
    }

    /** What was done; a contact that is created again after its deletion goes through the same versions again. */
    record Change(String key, String type, long version) {}
}
