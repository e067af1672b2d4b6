package com.acmecrm.integration.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Nodes of the version before run on while a migration is applied, and after it: docs/adr/0033. */
class MigrationTest {

    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");

    /** Those that break the rule, and why that is no harm. The second step of a change, which contracts, belongs here, too. */
    private static final Map<String, String> EXCUSES = Map.of(
            "V2", "before the rule: writers wait while an index of the outbox is built",
            "V3", "before the rule: the same, several times",
            "V6", "before the rule: an older node can make no users any more",
            "V7", "before the rule: whoever waits for the outbox's lock locks everyone out",
            "V8", "before the rule: writers wait while the lists' indexes are built",
            "V11", "the same constraint by another index, in no time");

    @Test
    void everyMigrationShouldBeSurvivedByOlderNodes() throws IOException {
        Map<String, List<String>> broken = objections(MIGRATIONS);

        assertThat(broken.keySet())
                .as(
                        "migrations that older nodes might not survive; expand now and contract in a later version"
                                + " (docs/adr/0033), or say here why it is no harm: %s",
                        broken)
                .containsExactlyInAnyOrderElementsOf(EXCUSES.keySet());
    }

    /** AddressesIT applies them while a node is at work. */
    @Test
    void migrationsThatAreTriedShouldKeepTheRuleThemselves() throws IOException {
        assertThat(objections(Path.of("src", "test", "resources", "db", "expansion")))
                .isEmpty();
    }

    private static Map<String, List<String>> objections(Path folder) throws IOException {
        Map<String, List<String>> broken = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                List<String> objections = Migration.objections(Files.readString(file));
                if (!objections.isEmpty()) {
                    broken.put(file.getFileName().toString().replaceAll("__.*", ""), objections);
                }
            }
        }
        return broken;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table a",
                "drop view a",
                "truncate a",
                "update a set b = 1",
                "delete from a",
                "insert into a values (1)",
                "lock table a",
                "do $$ begin perform 1; end $$",
                "create trigger t before insert on a for each row execute function f()",
                "create or replace function f() returns int language sql as $$ select 1 $$",
                "create index i on a (b)",
                "create unique index concurrently i on a (b)",
                "create index on only a (b)",
                "reindex table a",
                "drop index i",
                "alter type t add value 'x'",
                "alter table a add column b text",
                "set local lock_timeout = '5s'; alter table a drop column b",
                "set local lock_timeout = '5s'; alter table a add column b int, drop column c",
                "set local lock_timeout = '5s'; alter table a rename column b to c",
                "set local lock_timeout = '5s'; alter table a rename to b",
                "set local lock_timeout = '5s'; alter table a alter column b type bigint",
                "set local lock_timeout = '5s'; alter table a alter column b set not null",
                "set local lock_timeout = '5s'; alter table a alter column b drop default",
                "set local lock_timeout = '5s'; alter table a add column b text not null",
                "set local lock_timeout = '5s'; alter table a add column b text unique",
                "set local lock_timeout = '5s'; alter table a add column b text references c",
                "set local lock_timeout = '5s'; alter table a add column b int default 0 check (b > 0)",
                "set local lock_timeout = '5s'; alter table a add constraint c check (b > 0) not valid",
                "-- create table a\nset local lock_timeout = '5s'; alter table a drop column b",
                "create table b (c text default ';'); DROP\n TABLE a"
            })
    void statementThatMayBreakOlderNodesShouldBeRefused(String sql) {
        assertThat(Migration.objections(sql)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table a (b int, c text not null); create unique index i on a (b); insert into a values (1, ';')",
                "create table a (b int); create trigger t before insert on a for each row execute function f()",
                "create table a (b int); alter table a add constraint c check (b > 0)",
                "create function f() returns int language plpgsql as $$ begin drop table a; end $$",
                "drop index concurrently if exists i; create index concurrently i on a (lower(b), c)",
                "set local lock_timeout = '5s'; alter table a add column b text",
                "set local lock_timeout = '5s'; alter table a add column b numeric(4, 2) not null default 0, add column c int",
                "set local lock_timeout = '5s'; alter table a set (fillfactor = 60), alter column b set default 'x'",
                "analyze a; comment on table a is 'what; is it'",
                "-- drop table a;\n/* drop table b; */"
            })
    void statementThatOlderNodesSurviveShouldBeTaken(String sql) {
        assertThat(Migration.objections(sql)).isEmpty();
    }
}
