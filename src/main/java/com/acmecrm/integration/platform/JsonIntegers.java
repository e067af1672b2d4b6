package com.acmecrm.integration.platform;

import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.OptionalLong;

/** Integers in JSON: JSON has only numbers, and {@code 1}, {@code 1.0} and {@code 10e-1} are the same one. */
public final class JsonIntegers {

    private static final int MAX_DIGITS = 18;

    private JsonIntegers() {}

    /** Empty if it is no number, or not a whole one of at most {@value #MAX_DIGITS} digits. */
    public static OptionalLong of(JsonValue value) {
        if (!(value instanceof JsonNumber number)) {
            return OptionalLong.empty();
        }
        BigDecimal decimal = number.bigDecimalValue();
        if (decimal.signum() == 0) {
            return OptionalLong.of(0);
        }
        BigDecimal shortest = decimal.stripTrailingZeros();
        boolean whole = shortest.scale() <= 0 && (long) shortest.precision() - shortest.scale() <= MAX_DIGITS;
        return whole ? OptionalLong.of(shortest.longValueExact()) : OptionalLong.empty();
    }
}
