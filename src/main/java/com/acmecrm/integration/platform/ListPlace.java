package com.acmecrm.integration.platform;

/**
 * A place in a list that is newest first: behind this one.
 *
 * @param at to the microsecond, as PostgreSQL has it
 * @param number what tells rows of one time apart
 */
public record ListPlace(String at, long number) {}
