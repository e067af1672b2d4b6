package com.acmecrm.integration.auth.user;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What everybody guesses first: those of the 20,000 most common passwords, as Django 5.2 ships them (compiled by Royce
 * Williams, in lower case), that are long enough to be allowed at all.
 */
final class CommonPasswords {

    private static final String FILE = "common-passwords.txt";

    private final Set<String> passwords;

    private CommonPasswords(Set<String> passwords) {
        this.passwords = passwords;
    }

    static CommonPasswords read() {
        try (InputStream file = CommonPasswords.class.getResourceAsStream(FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return new CommonPasswords(lines.lines().collect(Collectors.toUnmodifiableSet()));
        } catch (IOException failure) {
            throw new UncheckedIOException(FILE, failure);
        }
    }

    /** In any case. */
    boolean contain(String password) {
        return passwords.contains(password.toLowerCase(Locale.ROOT));
    }
}
