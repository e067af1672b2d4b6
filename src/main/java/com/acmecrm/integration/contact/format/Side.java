package com.acmecrm.integration.contact.format;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose values hold when the two formats differ. */
enum Side {
    INTERNAL,
    ACMECRM;

    static Optional<Side> find(String name) {
        return Stream.of(values()).filter(side -> side.wireName().equals(name)).findFirst();
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
