package com.pmerit.d4.database.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.database.rebuild.SafeRebuild.Rebuild;
import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Result;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.SchemaFacts;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SafeRebuildTest {
    static Stream<RebuildCase> cases() {
        return RebuildCase.all().stream();
    }

    static Stream<RebuildCase> lost() {
        return RebuildCase.all().stream().filter(RebuildCase::isNaivelyLost);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lost")
    void rowsAreLostByWhatPeopleDoByHand(RebuildCase scene) throws SQLException {
        try (D1Database database = D1Database.inMemory()) {
            committed(database, scene.made());
            List<List<List<@Nullable Object>>> before = rows(database, scene.looks());

            D1Outcome naive =
                    database.run(scene.naive().stream().map(D1Statement::of).toList());

            assertThat(naive instanceof D1Outcome.Committed
                            && rows(database, scene.looks()).equals(before))
                    .as("%s", naive)
                    .isFalse();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void keepsEveryRowAndEndsInTheWantedSchema(RebuildCase scene) throws SQLException {
        try (D1Database database = D1Database.inMemory();
                D1Database wanted = D1Database.inMemory()) {
            committed(database, scene.made());
            committed(wanted, scene.wanted());
            List<List<List<@Nullable Object>>> before = rows(database, scene.looks());
            Rebuild rebuild = SafeRebuild.of(database, scene.table(), scene.after());
            assertThat(rebuild).isInstanceOf(Rebuild.Statements.class);

            committed(database, ((Rebuild.Statements) rebuild).sql());

            assertThat(rows(database, scene.looks())).isEqualTo(before);
            assertThat(SchemaFacts.of(database, Set.of()).difference(SchemaFacts.of(wanted, Set.of())))
                    .isEmpty();
        }
    }

    @Test
    void refusesToLoseAColumn() throws SQLException {
        assertThat(rebuild(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)",
                        "CREATE TABLE t (id INTEGER PRIMARY KEY)"))
                .isEqualTo(new Rebuild.Refused("the column name would be lost with what it holds"));
    }

    @Test
    void refusesANewColumnThatTheRowsCannotFill() throws SQLException {
        assertThat(rebuild(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY)",
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL)"))
                .isEqualTo(new Rebuild.Refused("the column name is new, NOT NULL and has no default"));
    }

    @Test
    void refusesACircleThatNobodyCanOpen() throws SQLException {
        String circle =
                "CREATE TABLE t (id INTEGER PRIMARY KEY, above INTEGER NOT NULL REFERENCES t ON DELETE RESTRICT)";

        assertThat(rebuild(circle, circle))
                .isEqualTo(new Rebuild.Refused("the foreign key of t to t is RESTRICT, NOT NULL and part of a circle:"
                        + " no order of deleting works"));
    }

    @Test
    void refusesWhatSqliteRefuses() throws SQLException {
        assertThat(rebuild("CREATE TABLE t (id INTEGER PRIMARY KEY)", "CREATE TABLE t (id"))
                .isInstanceOfSatisfying(
                        Rebuild.Refused.class,
                        refused -> assertThat(refused.why()).startsWith("SQLite refuses the definition: "));
        assertThat(rebuild("CREATE TABLE t (id INTEGER PRIMARY KEY)", "CREATE TABLE u (id INTEGER)"))
                .isEqualTo(new Rebuild.Refused("the definition makes no table t"));
        assertThat(rebuild("CREATE TABLE u (id INTEGER PRIMARY KEY)", "CREATE TABLE t (id INTEGER)"))
                .isEqualTo(new Rebuild.Refused("there is no table t"));
    }

    private static Rebuild rebuild(String before, String after) throws SQLException {
        try (D1Database database = D1Database.inMemory()) {
            committed(database, List.of(before));
            return SafeRebuild.of(database, "t", after);
        }
    }

    private static List<D1Result> committed(D1Database database, List<String> statements) throws SQLException {
        D1Outcome outcome =
                database.run(statements.stream().map(D1Statement::of).toList());
        assertThat(outcome).as("%s", statements).isInstanceOf(D1Outcome.Committed.class);
        return ((D1Outcome.Committed) outcome).results();
    }

    private static List<List<List<@Nullable Object>>> rows(D1Database database, List<String> queries)
            throws SQLException {
        return committed(database, queries).stream().map(D1Result::rows).toList();
    }
}
