package com.acmecrm.integration.contact.format;

import com.acmecrm.integration.contact.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads AcmeCRM's one line of an address back: five places between a comma and a space, in a place {@code \\} for a
 * backslash, {@code \,} for a comma, {@code \n} for a new line.
 */
final class AddressLine {

    private static final int PLACES = 5;

    private final String line;
    private final List<String> places = new ArrayList<>();
    private StringBuilder place = new StringBuilder();
    private int next;

    private AddressLine(String line) {
        this.line = line;
    }

    /** Empty if it cannot be told for certain which place is which. */
    static Optional<Address> read(String line) {
        return line.isEmpty() ? Optional.of(new Address("", "", "", "", "")) : new AddressLine(line).read();
    }

    private Optional<Address> read() {
        while (next < line.length()) {
            char sign = line.charAt(next++);
            boolean good = switch (sign) {
                case '\\' -> escaped();
                case ',' -> separated();
                default -> take(sign);
            };
            if (!good) {
                return Optional.empty();
            }
        }
        places.add(place.toString());
        return places.size() == PLACES
                ? Optional.of(new Address(places.get(0), places.get(1), places.get(2), places.get(3), places.get(4)))
                : Optional.empty();
    }

    private boolean escaped() {
        if (next == line.length()) {
            return false;
        }
        char sign = line.charAt(next++);
        return switch (sign) {
            case '\\', ',' -> take(sign);
            case 'n' -> take('\n');
            default -> false;
        };
    }

    private boolean separated() {
        places.add(place.toString());
        place = new StringBuilder();
        return next < line.length() && line.charAt(next++) == ' ';
    }

    private boolean take(char sign) {
        place.append(sign);
        return true;
    }
}
