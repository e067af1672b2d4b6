package com.acmecrm.integration.contact.batch;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an operation does, and which members say so. */
enum Kind {
    CREATE("contact", Set.of("source", "sourceId")),
    UPDATE("patch", Set.of("id", "source", "sourceId", "version")),
    UPSERT("contact", Set.of("source", "sourceId", "version")),
    DELETE("", Set.of("id", "source", "sourceId", "version"));

    private final String content;
    private final Set<String> others;

    Kind(String content, Set<String> others) {
        this.content = content;
        this.others = others;
    }

    static Optional<Kind> find(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The member that holds the contact or the patch; empty where there is none. */
    String content() {
        return content;
    }

    boolean hasContent() {
        return !content.isEmpty();
    }

    boolean knows(String member) {
        return member.equals("op") || member.equals(content) || others.contains(member);
    }
}
