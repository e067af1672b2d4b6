package com.acmecrm.integration.platform.body;

/**
 * The most heap that a JSON text takes once it is parsed, and that a change made of it needs. Counted from the signs
 * between the values, as one factor for all would be wrong for most: of a long text each byte takes 1 byte of heap, of
 * {@code [[[[]]]],…} it takes 58.
 */
// Measured on Parsson 1.1.7, 64-bit, compressed pointers: number 68 bytes, text 45, {"":1} 333, [[]] 174.
final class JsonFootprint {

    /** The text in the parsed values, and its copies in the statements for the two tables. */
    private static final int BYTES_PER_BYTE = 12;

    /** A map and its first entries. */
    private static final int BYTES_PER_OBJECT = 264;

    /** A list with room for ten values. */
    private static final int BYTES_PER_ARRAY = 128;

    /** After each comma and each colon comes a value, or a name. */
    private static final int BYTES_PER_VALUE = 96;

    private JsonFootprint() {}

    /** Signs within texts count as well: a scanner that leaves them out would be half a parser. */
    static long of(byte[] utf8) {
        long bytes = (long) BYTES_PER_BYTE * utf8.length;
        for (byte sign : utf8) {
            bytes += switch (sign) {
                case '{' -> BYTES_PER_OBJECT;
                case '[' -> BYTES_PER_ARRAY;
                case ',', ':' -> BYTES_PER_VALUE;
                default -> 0;
            };
        }
        return bytes;
    }
}
