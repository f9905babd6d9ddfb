package com.pmerit.d4.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class D1DatabaseTest {
    /** What D1's SQLite has and its authorizer allows. */
    private static final Set<String> ALLOWED = Set.of(
            ("abs acos acosh asin asinh atan atan2 atanh avg bm25 ceil changes char coalesce concat concat_ws cos cosh"
                            + " count cume_dist current_date current_time current_timestamp date datetime degrees dense_rank"
                            + " exp first_value floor format glob group_concat hex highlight ifnull iif instr json json_array"
                            + " json_array_length json_extract json_group_array json_group_object json_insert json_object"
                            + " json_patch json_quote json_remove json_replace json_set json_type json_valid jsonb jsonb_array"
                            + " jsonb_extract jsonb_group_array jsonb_group_object jsonb_insert jsonb_object jsonb_patch"
                            + " jsonb_remove jsonb_replace jsonb_set julianday lag last_insert_rowid last_value lead length"
                            + " like likelihood likely ln load_extension log log10 log2 lower ltrim match max min mod"
                            + " nth_value ntile nullif octet_length percent_rank pi pow printf quote radians random randomblob"
                            + " rank replace round row_number rtrim sign sin sinh snippet sqrt strftime string_agg substr"
                            + " substring sum tan tanh time timediff total total_changes trim trunc typeof unhex unicode"
                            + " unixepoch unlikely upper zeroblob -> ->>")
                    .split(" "));

    @TempDir
    private Path directory;

    @Test
    void keepsEverythingOfARequestOrNothing() throws SQLException {
        try (D1Database database = D1Database.inMemory()) {
            run(database, "CREATE TABLE t (a INTEGER PRIMARY KEY)");

            D1Outcome outcome =
                    run(database, "INSERT INTO t VALUES (1)", "CREATE TABLE u (b)", "INSERT INTO t VALUES (1)");

            assertThat(outcome)
                    .isEqualTo(new D1Outcome.RolledBack(
                            2,
                            "UNIQUE constraint failed: t.a: SQLITE_CONSTRAINT"
                                    + " (extended: SQLITE_CONSTRAINT_PRIMARYKEY)"));
            assertThat(value(database, "SELECT count(*) FROM t")).isEqualTo(0L);
            assertThat(value(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'u'"))
                    .isEqualTo(0L);
        }
    }

    @Test
    void blamesTheCommitForADeferredViolation() throws SQLException {
        try (D1Database database = D1Database.inMemory()) {
            run(database, "CREATE TABLE p (id INTEGER PRIMARY KEY)", "CREATE TABLE c (p REFERENCES p (id))");

            D1Outcome outcome = run(database, "PRAGMA defer_foreign_keys = ON", "INSERT INTO c VALUES (7)");

            assertThat(outcome)
                    .isEqualTo(new D1Outcome.RolledBack(
                            2,
                            "FOREIGN KEY constraint failed: SQLITE_CONSTRAINT"
                                    + " (extended: SQLITE_CONSTRAINT_FOREIGNKEY)"));
            assertThat(value(database, "SELECT count(*) FROM c")).isEqualTo(0L);
            assertThat(run(database, "INSERT INTO c VALUES (8)", "DELETE FROM c"))
                    .as("the deferral ends with its request")
                    .isInstanceOf(D1Outcome.RolledBack.class);
        }
    }

    @Test
    void doesNotLetForeignKeysBeSwitchedOff() throws SQLException {
        try (D1Database database = D1Database.inMemory()) {
            run(database, "CREATE TABLE p (id INTEGER PRIMARY KEY)", "CREATE TABLE c (p REFERENCES p (id))");
            run(database, "PRAGMA foreign_keys = OFF");

            assertThat(value(database, "PRAGMA foreign_keys")).isEqualTo(1L);
            assertThat(run(database, "PRAGMA foreign_keys = OFF", "INSERT INTO c VALUES (1)"))
                    .isInstanceOf(D1Outcome.RolledBack.class);
        }
    }

    @Test
    void measuresWhatAStatementDid() throws SQLException {
        try (D1Database database = D1Database.inMemory()) {
            List<D1Result> results = committed(run(
                    database,
                    "CREATE TABLE t (a INTEGER PRIMARY KEY, b)",
                    "INSERT INTO t (b) VALUES ('x'), ('y')",
                    "SELECT b AS name, a FROM t ORDER BY a",
                    "SELECT a FROM t WHERE 0"));

            assertThat(results).extracting(D1Result::changes).containsExactly(0L, 2L, 0L, 0L);
            assertThat(results).extracting(D1Result::changedDatabase).containsExactly(true, true, false, false);
            assertThat(results.get(1).lastRowId()).isEqualTo(2);
            assertThat(results.get(2).columns()).containsExactly("name", "a");
            assertThat(results.get(2).rows()).containsExactly(List.of("x", 1L), List.of("y", 2L));
            assertThat(results.get(3).columns()).containsExactly("a");
            assertThat(results.get(0).sizeAfter()).isPositive();
        }
    }

    @Test
    void givesEachValueInItsOwnType() throws SQLException {
        try (D1Database database = D1Database.inMemory()) {
            D1Statement statement =
                    D1Statement.of("SELECT ?1, ?2, ?3, ?4, ?5", 9007199254740993L, 0.5, "é", new byte[] {1, -1}, null);

            List<@Nullable Object> row =
                    committed(database.run(List.of(statement))).get(0).rows().get(0);

            assertThat(row.subList(0, 3)).isEqualTo(List.of(9007199254740993L, 0.5, "é"));
            assertThat(row.get(3)).isEqualTo(new byte[] {1, -1});
            assertThat(row.get(4)).isNull();
        }
    }

    @Test
    void refusesAParameterThatSqliteDoesNotKnow() {
        assertThatThrownBy(() -> D1Statement.of("SELECT ?", 1)).hasMessageContaining("java.lang.Integer");
    }

    @Test
    void interruptsARequestThatRunsTooLong() throws SQLException {
        try (D1Database database = D1Database.open("jdbc:sqlite::memory:", Duration.ofMillis(200))) {
            D1Outcome outcome = run(
                    database,
                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");

            assertThat(outcome).isEqualTo(new D1Outcome.RolledBack(0, D1Words.TIMEOUT));
            assertThat(value(database, "SELECT 1")).as("the database lives on").isEqualTo(1L);
        }
    }

    @Test
    void findsTheDataAgainInItsFile() throws SQLException {
        Path file = directory.resolve("some.sqlite");
        try (D1Database database = D1Database.open(file)) {
            run(database, "CREATE TABLE t (a)", "INSERT INTO t VALUES ('kept')");
        }

        try (D1Database database = D1Database.open(file)) {
            assertThat(value(database, "SELECT a FROM t")).isEqualTo("kept");
        }
    }

    @Test
    void knowsForEveryFunctionOfTheDriverWhetherD1HasIt() throws SQLException {
        Set<String> unknown = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery("SELECT DISTINCT lower(name) FROM pragma_function_list")) {
            while (names.next()) {
                unknown.add(names.getString(1));
            }
        }
        assertThat(unknown).contains("sqlite_version", "abs");

        unknown.removeAll(ALLOWED);
        unknown.removeAll(D1Functions.UNAUTHORIZED);
        unknown.removeAll(D1Functions.ABSENT);

        assertThat(unknown).isEmpty();
    }

    @Test
    void placesAnErrorInBytesAndAtTheRightOneOfSeveralWords() throws SQLException {
        try (D1Database database = D1Database.inMemory()) {
            assertThat(run(database, "SELECT 'é漢', nope"))
                    .isEqualTo(new D1Outcome.RolledBack(0, "no such column: nope at offset 16: SQLITE_ERROR"));
            assertThat(run(database, "SELECT 'FROM' FROM FROM t"))
                    .isEqualTo(new D1Outcome.RolledBack(0, "near \"FROM\": syntax error at offset 19: SQLITE_ERROR"));
        }
    }

    @Test
    void writesNoFileByTheCommandsOfTheJavaDriver() throws SQLException {
        Path file = directory.resolve("copy.sqlite");
        try (D1Database database = D1Database.inMemory()) {
            assertThat(run(database, "backup to '" + file + "'")).isInstanceOf(D1Outcome.RolledBack.class);
            assertThat(run(database, "VACUUM INTO '" + file + "'")).isInstanceOf(D1Outcome.RolledBack.class);
            assertThat(run(database, "ATTACH '" + file + "' AS x")).isInstanceOf(D1Outcome.RolledBack.class);
        }
        assertThat(file).doesNotExist();
    }

    private static D1Outcome run(D1Database database, String... statements) throws SQLException {
        return database.run(
                Arrays.stream(statements).map(sql -> D1Statement.of(sql)).toList());
    }

    private static List<D1Result> committed(D1Outcome outcome) {
        assertThat(outcome).isInstanceOf(D1Outcome.Committed.class);
        return ((D1Outcome.Committed) outcome).results();
    }

    private static @Nullable Object value(D1Database database, String query) throws SQLException {
        return committed(run(database, query)).get(0).rows().get(0).get(0);
    }
}
