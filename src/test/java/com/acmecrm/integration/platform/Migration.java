package com.acmecrm.integration.platform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a migration does to nodes of the version before it, which run on while it is applied and after it. It names what is
 * known to be harmless, and objects to everything else: a list of what harms would never be complete.
 */
final class Migration {

    /** Comments, and what no statement begins or ends in: strings and bodies. */
    private static final Pattern OPAQUE = Pattern.compile(
            "(?:--[^\\n]*|/\\*.*?\\*/)|'(?:[^']|'')*'|(?<quote>\\$\\w*\\$).*?\\k<quote>", Pattern.DOTALL);

    private static final String NAME = "[a-z_0-9.\"]+";
    private static final Pattern CREATES_TABLE =
            Pattern.compile("create table (?:if not exists )?(?<table>" + NAME + ").*");
    private static final Pattern CREATES_INDEX =
            Pattern.compile("create (?<unique>unique )?index (?<concurrently>concurrently )?(?:if not exists )?(?:"
                    + NAME + " )?on " + "(?:only )?(?<table>" + NAME + ").*");
    private static final Pattern ALTERS_TABLE =
            Pattern.compile("alter table (?:if exists )?(?:only )?(?<table>" + NAME + ") (?<actions>.*)");
    private static final Pattern CREATES_TRIGGER = Pattern.compile("create trigger .* on (?<table>" + NAME + ") .*");
    private static final Pattern INSERTS = Pattern.compile("insert into (?<table>" + NAME + ")[ (].*");
    private static final Pattern HARMLESS = Pattern.compile(
            "(?:create (?:function|type|sequence|view|extension) |comment on |analyze |set local |drop index concurrently ).*");

    private static final Pattern ADDS_COLUMN =
            Pattern.compile("add column (?:if not exists )?" + NAME + " (?<definition>.*)");
    private static final Pattern CONSTRAINS = Pattern.compile(".*\\b(?:unique|primary key|check|references)\\b.*");
    private static final Pattern HARMLESS_ACTION =
            Pattern.compile("set \\(.*\\)|alter (?:column )?" + NAME + " set (?:default|statistics) .*");
    private static final Pattern GIVES_UP_WAITING = Pattern.compile("set local lock_timeout = .*");

    private final List<String> objections = new ArrayList<>();
    private final Set<String> ownTables = new HashSet<>();
    private boolean givesUpWaiting;

    private Migration() {}

    /** One sentence for each statement that a node of the version before might not survive. */
    static List<String> objections(String sql) {
        Migration migration = new Migration();
        statements(sql).forEach(migration::look);
        return migration.objections;
    }

    private static Stream<String> statements(String sql) {
        String plain = OPAQUE.matcher(sql).replaceAll(found -> isComment(found.group()) ? " " : "''");
        return Stream.of(plain.toLowerCase(Locale.ROOT).split(";"))
                .map(statement -> statement.strip().replaceAll("\\s+", " "))
                .filter(statement -> !statement.isEmpty());
    }

    private static boolean isComment(String text) {
        return text.startsWith("-") || text.startsWith("/");
    }

    private void look(String statement) {
        Matcher table = CREATES_TABLE.matcher(statement);
        Matcher index = CREATES_INDEX.matcher(statement);
        Matcher alteration = ALTERS_TABLE.matcher(statement);
        if (table.matches()) {
            ownTables.add(table.group("table"));
        } else if (index.matches()) {
            lookAtIndex(index, statement);
        } else if (alteration.matches()) {
            lookAtAlteration(alteration, statement);
        } else if (GIVES_UP_WAITING.matcher(statement).matches()) {
            givesUpWaiting = true;
        } else if (!HARMLESS.matcher(statement).matches() && !isOnOwnTable(statement)) {
            object("older nodes might not survive it", statement);
        }
    }

    private boolean isOnOwnTable(String statement) {
        return Stream.of(CREATES_TRIGGER, INSERTS)
                .map(pattern -> pattern.matcher(statement))
                .anyMatch(found -> found.matches() && ownTables.contains(found.group("table")));
    }

    private void lookAtIndex(Matcher index, String statement) {
        if (ownTables.contains(index.group("table"))) {
            return;
        }
        if (index.group("concurrently") == null) {
            object("nobody can write while it is built: create it concurrently, alone in its migration", statement);
        }
        if (index.group("unique") != null) {
            object("older nodes may write what it refuses", statement);
        }
    }

    private void lookAtAlteration(Matcher alteration, String statement) {
        if (ownTables.contains(alteration.group("table"))) {
            return;
        }
        if (!givesUpWaiting) {
            object("who waits for its lock locks everyone out: set local lock_timeout before it", statement);
        }
        actions(alteration.group("actions")).stream()
                .filter(action -> !isHarmless(action))
                .forEach(action -> object("older nodes might not survive it", action));
    }

    private static boolean isHarmless(String action) {
        Matcher column = ADDS_COLUMN.matcher(action);
        if (!column.matches()) {
            return HARMLESS_ACTION.matcher(action).matches();
        }
        String definition = column.group("definition");
        return !CONSTRAINS.matcher(definition).matches()
                && (!definition.contains("not null") || definition.contains(" default "));
    }

    /** Between commas that are in no brackets. */
    private static List<String> actions(String text) {
        List<String> actions = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            depth += sign == '(' ? 1 : sign == ')' ? -1 : 0;
            if (sign == ',' && depth == 0) {
                actions.add(text.substring(begin, at).strip());
                begin = at + 1;
            }
        }
        actions.add(text.substring(begin).strip());
        return actions;
    }

    private void object(String why, String what) {
        objections.add(why + ": " + what);
    }
}
