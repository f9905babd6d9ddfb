package com.pmerit.d4.database.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.Environments;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.database.Level;
import com.pmerit.d4.database.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LinterTest {
    private static final String USERS = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, plan TEXT);\n";

    private static final String SESSIONS = USERS
            + "CREATE TABLE sessions (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);\n";
    private static final String REBUILD = """
            CREATE TABLE u2 (id INTEGER PRIMARY KEY, email TEXT, plan TEXT);
            INSERT INTO u2 (id, email, plan) SELECT id, email, plan FROM users;
            DROP TABLE users;
            ALTER TABLE u2 RENAME TO users;
            """;

    @TempDir
    private Path project;

    @BeforeEach
    void makeDirectory() throws IOException {
        Files.createDirectory(project.resolve("migrations"));
    }

    /**
     * What a file that runs second gives.
     *
     * @param first the file before it
     * @param finding the beginning of the finding, from its line on; empty for none
     */
    private record Trap(String first, String second, String finding) {
        @Override
        public String toString() {
            return (finding.isEmpty() ? "nothing" : finding) + " <- " + second.strip();
        }
    }

    static Stream<Trap> traps() {
        return Stream.of(
                new Trap(USERS, "", "1:1 no-statement: the file is empty"),
                new Trap(USERS, "-- nothing\n/* at all */\n", "1:1 no-statement: the file holds comments only"),
                new Trap(USERS, "\n  SELECT 1", "2:3 missing-semicolon: "),
                new Trap(USERS, "SELECT 1; -- done", ""),
                new Trap(USERS, "BEGIN;\nSELECT 1;", "1:1 transaction: D1 refuses BEGIN"),
                new Trap(USERS, "SELECT 1;\nCOMMIT;", "2:1 transaction: D1 refuses COMMIT"),
                new Trap(USERS, "SELECT 'COMMIT'; -- BEGIN TRANSACTION\n", ""),
                new Trap(
                        USERS,
                        "UPDATE users SET email =\n 'BEGIN TRANSACTION;';",
                        "2:2 transaction-in-text: wrangler takes out"),
                new Trap(
                        USERS,
                        "SELECT '" + "x".repeat(100_000) + "';",
                        "1:1 statement-too-long: the statement has 100,010 bytes"),
                new Trap(
                        USERS,
                        "CREATE TRIGGER g AFTER INSERT ON users BEGIN\r\nDELETE FROM users WHERE id = 0;\r\nEND;",
                        "1:1 trigger-with-crlf: "),
                new Trap(USERS, "CREATE TABLE t (a);\r\nDROP TABLE t;\r\n", ""),
                new Trap(
                        USERS,
                        "CREATE TRIGGER g AFTER INSERT ON users BEGIN UPDATE users SET plan=CASE WHEN 1 THEN 2 END ; SELECT 1; END;",
                        "1:1 split-by-wrangler: "),
                new Trap(
                        USERS,
                        "CREATE TRIGGER g AFTER INSERT ON users BEGIN UPDATE users SET plan = CASE WHEN 1 THEN 2 END ; SELECT 1; END;",
                        ""),
                new Trap(USERS, "SELECT email AS [a;b] FROM users;", "1:1 split-by-wrangler: "),
                new Trap(USERS, "SELECT email AS \"a;b\" FROM users;", ""),
                new Trap(
                        USERS, "PRAGMA legacy_alter_table = ON;", "1:1 sticky-pragma: PRAGMA legacy_alter_table stays"),
                new Trap(USERS, "PRAGMA foreign_keys = OFF;", "1:1 foreign-keys-off: "),
                new Trap(USERS, "PRAGMA foreign_keys = ON;", ""),
                new Trap(USERS, "PRAGMA defer_foreign_keys = ON;", ""),
                new Trap(
                        USERS,
                        "INSERT INTO users SELECT * FROM users WHERE 0;",
                        "1:26 select-star: INSERT … SELECT * takes columns by their order"),
                new Trap(USERS, "INSERT INTO users (email) SELECT email FROM users WHERE 0;", ""),
                new Trap(
                        USERS,
                        "UPDATE users SET plan = \"free\";",
                        "1:25 double-quoted-string: \"free\" is no name here"),
                new Trap(USERS, "UPDATE users SET plan = \"email\";", ""),
                new Trap(USERS, "CREATE TABLE \"t\" (\"a b\" TEXT); DROP TABLE \"t\";", ""),
                new Trap(USERS, "SELECT count(*) AS \"all\" FROM \"users\" ORDER BY \"all\";", ""),
                new Trap(
                        USERS,
                        "INSERT INTO users (email) VALUES ('sk_live_" + "abcdefgh12345678');",
                        "1:35 secret: this looks like a Stripe key"),
                new Trap(
                        USERS,
                        "CREATE TABLE a (x);\nCREATE TABLE a (y);",
                        "2:1 fails-from-empty: the history cannot be replayed from empty: table a already exists"),
                new Trap(
                        USERS,
                        "ALTER TABLE orders ADD COLUMN note TEXT;",
                        "1:1 fails-from-empty: the history cannot be replayed from empty: no such table: orders"),
                new Trap(USERS, "DROP TABLE users;", "1:1 table-gone: the table users is gone"),
                new Trap(USERS, "ALTER TABLE users RENAME TO people;", "1:1 table-gone: the table users is gone"),
                new Trap(
                        USERS,
                        "CREATE TABLE t (a); DROP TABLE t; SELECT 'DROP TABLE users'; -- DROP TABLE users\n",
                        ""),
                new Trap(
                        USERS,
                        "SELECT 1;\nALTER TABLE users DROP COLUMN plan;",
                        "2:1 column-gone: the column users.plan is gone"),
                new Trap(
                        USERS,
                        "ALTER TABLE users RENAME COLUMN plan TO tier;",
                        "1:1 column-gone: the column users.plan is gone"),
                new Trap(
                        USERS,
                        "CREATE TABLE u2 (id INTEGER PRIMARY KEY, email TEXT, plan TEXT);"
                                + "INSERT INTO u2 (id, email, plan) SELECT id, email, plan FROM users;"
                                + "DROP TABLE users; ALTER TABLE u2 RENAME TO users;",
                        ""),
                new Trap(
                        USERS,
                        "CREATE UNIQUE INDEX users_email ON users (email);",
                        "1:1 unique-on-existing: users gets a unique key over (email)"),
                new Trap(USERS, "CREATE INDEX users_email ON users (email);", ""),
                new Trap(USERS, "CREATE TABLE t (a UNIQUE); CREATE UNIQUE INDEX i ON t (a);", ""),
                new Trap(
                        USERS + "CREATE UNIQUE INDEX i ON users (email);",
                        "DROP INDEX i; CREATE UNIQUE INDEX j ON users (email);",
                        ""),
                new Trap(
                        USERS,
                        "ALTER TABLE users ADD COLUMN age INTEGER CHECK (age > 0);",
                        "1:1 check-on-existing: users gets the check (age > 0)"),
                new Trap(
                        USERS,
                        "ALTER TABLE users ADD COLUMN at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP;",
                        "1:1 fails-on-rows: it runs on an empty table and fails where there are rows: Cannot add a column with"),
                new Trap(
                        USERS,
                        "ALTER TABLE users ADD COLUMN tier TEXT NOT NULL;",
                        "1:1 fails-on-rows: it runs on an empty table and fails where there are rows: Cannot add a NOT NULL"),
                new Trap(
                        USERS,
                        "ALTER TABLE users ADD COLUMN at TEXT DEFAULT CURRENT_TIMESTAMP;",
                        "1:1 fails-on-rows: it runs on an empty table and fails where there are rows: Cannot add a column with"),
                new Trap(
                        SESSIONS,
                        REBUILD,
                        "3:1 rows-lost: sessions loses 3 of 3 canary rows: its foreign key sessions (user_id) references users"
                                + " (id) on delete cascade"),
                new Trap(
                        SESSIONS,
                        "DELETE FROM sessions WHERE id < 0; " + REBUILD,
                        "3:1 rows-lost: sessions loses 3 of 3 canary rows: its foreign key sessions (user_id) references"),
                new Trap(
                        SESSIONS.replace("CASCADE", "SET NULL"),
                        REBUILD,
                        "3:1 rows-lost: sessions loses 3 of 3 references: its foreign key sessions (user_id) references"
                                + " users (id) on delete set null"),
                new Trap(SESSIONS.replace("CASCADE", "SET NULL"), "DELETE FROM users;", ""),
                new Trap(
                        SESSIONS.replace("CASCADE", "RESTRICT"),
                        REBUILD,
                        "3:1 fails-on-rows: it runs on an empty table and fails where there are rows: FOREIGN KEY"),
                new Trap(
                        SESSIONS.replace("CASCADE", "NO ACTION"),
                        "PRAGMA defer_foreign_keys = ON;\n" + REBUILD,
                        "5:1 fails-on-rows: it runs on an empty table and fails where there are rows: at the end of the file:"
                                + " FOREIGN KEY"),
                new Trap(
                        SESSIONS,
                        "INSERT INTO users (id) VALUES (1);\nINSERT INTO sessions (user_id) VALUES (2);",
                        "2:1 fails-from-empty: the history cannot be replayed from empty: FOREIGN KEY constraint failed"),
                new Trap(
                        SESSIONS,
                        "PRAGMA defer_foreign_keys = ON;\nINSERT INTO sessions (user_id) VALUES (2);\nSELECT 1;",
                        "3:1 fails-from-empty: the history cannot be replayed from empty: at the end of the file: FOREIGN"),
                new Trap(SESSIONS, "WITH old AS (SELECT 1) DELETE FROM sessions WHERE user_id > 0;", ""),
                new Trap(SESSIONS.replace("CASCADE", "NO ACTION") + "DELETE FROM sessions;", "SELECT 1;", ""),
                new Trap(SESSIONS, "DELETE FROM sessions; DELETE FROM users;", ""),
                new Trap(SESSIONS, "INSERT INTO sessions (id) VALUES (1); UPDATE users SET plan = 'free';", ""),
                new Trap(USERS, "ALTER TABLE users ADD COLUMN tier TEXT NOT NULL DEFAULT 'free';", ""),
                new Trap(USERS, "ALTER TABLE users ADD COLUMN n INTEGER NOT NULL DEFAULT -1;", ""),
                new Trap(
                        USERS,
                        "CREATE TABLE u2 (id INTEGER PRIMARY KEY, email TEXT NOT NULL, plan TEXT);"
                                + "INSERT INTO u2 (id, email, plan) SELECT id, email, plan FROM users;\n"
                                + "DROP TABLE users;\nALTER TABLE u2 RENAME TO users;",
                        "3:1 not-null-on-existing: users.email could be NULL and no more can"),
                new Trap(
                        USERS,
                        "CREATE TABLE s (user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE SET NULL);",
                        "1:1 set-null-on-not-null: s.user_id is NOT NULL and its foreign key sets it NULL"),
                new Trap(USERS, "CREATE TABLE s (user_id INTEGER REFERENCES users (id) ON DELETE SET NULL);", ""),
                new Trap(
                        USERS,
                        "CREATE TABLE s (user_id INTEGER REFERENCES people (id));",
                        "1:1 dangling-reference: the foreign key s (user_id) refers to people, which no file makes"),
                new Trap(
                        USERS,
                        "CREATE TABLE s (email TEXT REFERENCES users (email));",
                        "1:1 dangling-reference: the foreign key s (email) refers to users (email), which is no primary"),
                new Trap(
                        USERS,
                        "CREATE TABLE s (user_id REFERENCES later (id)); CREATE TABLE later (id PRIMARY KEY);",
                        ""),
                new Trap(USERS, "CREATE TABLE s (user_id REFERENCES users);", ""));
    }

    @ParameterizedTest
    @MethodSource("traps")
    void tellsWhatIsWrongAndNothingElse(Trap trap) throws Exception {
        write("0001_first.sql", trap.first());
        write("0002_second.sql", trap.second());

        List<String> found = look().findings().stream().map(Finding::text).toList();

        if (trap.finding().isEmpty()) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).singleElement().asString().startsWith("migrations/0002_second.sql:" + trap.finding());
        }
    }

    @Test
    void tellsOfNumbersThatAreTakenOrMissingOrWide() throws Exception {
        write("0001_a.sql", USERS);
        write("0001_b.sql", "SELECT 1;");
        write("02_c.sql", "SELECT 1;");
        write("seed.sql", "SELECT 1;");

        assertThat(look().findings())
                .extracting(Finding::text)
                .containsExactly(
                        "migrations/0001_b.sql:1:1 same-number: 0001_b.sql has the number of 0001_a.sql:"
                                + " only their names order them",
                        "migrations/02_c.sql:1:1 mixed-padding: the number of 02_c.sql has 2 digits,"
                                + " that of the first file 4",
                        "migrations/seed.sql:1:1 no-number: seed.sql has no number and runs after all that have one");
    }

    @Test
    void keepsAFindingThatIsWaivedWithItsReason() throws Exception {
        write("0001_users.sql", USERS);
        write("0002_drop.sql", "-- d4:allow table-gone nobody has used it since March\nDROP TABLE users;\n");

        LintResult result = look();

        assertThat(result.open(Level.ERROR)).isEmpty();
        assertThat(result.open(Level.WARNING)).isEmpty();
        assertThat(result.waived())
                .singleElement()
                .satisfies(finding -> assertThat(finding.waived()).contains("nobody has used it since March"));
        assertThat(result.tally()).isEqualTo("nothing found, 1 waived");
    }

    @Test
    void takesAWaiverForAFindingWhenItLacksAReasonOrACodeOrANeed() throws Exception {
        write("0001_users.sql", USERS);
        write("0002_drop.sql", """
                -- d4:allow table-gone
                -- d4:allow everything since I say so
                -- d4:allow unusable-file I say so
                -- d4:allow rows-lost they are backed up
                DROP TABLE users;
                """);

        assertThat(look().findings())
                .extracting(Finding::text)
                .containsExactly(
                        "migrations/0002_drop.sql:1:1 malformed-waiver: A waiver lacks its code or its reason and waives"
                                + " nothing",
                        "migrations/0002_drop.sql:2:1 unknown-waiver: no rule has the code everything",
                        "migrations/0002_drop.sql:3:1 unknown-waiver: unusable-file cannot be waived: The file cannot be"
                                + " applied safely",
                        "migrations/0002_drop.sql:4:1 unused-waiver: rows-lost was not found in this file, or waived twice",
                        "migrations/0002_drop.sql:5:1 table-gone: the table users is gone after this file, and the Worker"
                                + " that is live may still ask for it");
    }

    @Test
    void callsNoWaiverUnusedThatOnlyARehearsalNeeds() throws Exception {
        write("0001_users.sql", USERS);
        write(
                "0002_clear.sql",
                "-- d4:allow rows-lost the trial is over\n-- d4:allow unique-on-existing it is not\nDELETE FROM users;\n");

        assertThat(look().findings())
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains(":2:1 unused-waiver: unique-on-existing");
    }

    @Test
    void readsNoWaiverOutOfAString() throws Exception {
        write("0001_users.sql", USERS);
        write("0002_drop.sql", "SELECT '\n-- d4:allow table-gone it is well\n';\nDROP TABLE users;\n");

        assertThat(look().open(Level.WARNING))
                .singleElement()
                .extracting(Finding::rule)
                .isEqualTo(Rule.TABLE_GONE);
    }

    @Test
    void goesOnBehindAFileThatFails() throws Exception {
        write("0001_users.sql", USERS + "CREATE INDEX nowhere ON orders (id);");
        write("0002_plan.sql", "ALTER TABLE users DROP COLUMN plan;");

        assertThat(look().findings())
                .extracting(Finding::rule)
                .containsExactly(Rule.FAILS_FROM_EMPTY, Rule.COLUMN_GONE);
    }

    @Test
    void keepsOfAFileThatFailsAtItsEndWhatRunsByItself() throws Exception {
        write("0001_users.sql", SESSIONS);
        write("0002_late.sql", """
                PRAGMA defer_foreign_keys = ON;
                INSERT INTO sessions (user_id) VALUES (2);
                CREATE TABLE plans (id INTEGER PRIMARY KEY);
                """);
        write("0003_plans.sql", "ALTER TABLE plans ADD COLUMN name TEXT;");

        assertThat(look().findings())
                .singleElement()
                .extracting(Finding::place)
                .isEqualTo("migrations/0002_late.sql:3:1");
    }

    @Test
    void judgesFromTheGivenFileOnAndReplaysTheOnesBefore() throws Exception {
        write("0001_users.sql", USERS + "PRAGMA foreign_keys = OFF;");
        write("0002_plan.sql", "ALTER TABLE users DROP COLUMN plan;");

        LintResult result = new Linter(project, List.of(database()), Optional.of("0002_plan.sql")).look();

        assertThat(result.findings()).extracting(Finding::rule).containsExactly(Rule.COLUMN_GONE);
        assertThat(result.extent()).isEqualTo("2 files, 3 statements, the last 1 of them judged");
        assertThatThrownBy(() -> new Linter(project, List.of(database()), Optional.of("0003_x.sql")).look())
                .isInstanceOf(IOException.class)
                .hasMessage("-Dd4.lintFrom=0003_x.sql: no migration file has this name");
    }

    @Test
    void looksOnceAtADirectoryThatTwoEnvironmentsShare() throws Exception {
        write("0001_users.sql", USERS);

        assertThat(new Linter(project, List.of(database(), database()), Optional.empty())
                        .look()
                        .files())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void tellsEveryRuleInASentenceWithItsMend(Rule rule) {
        assertThat(rule.code()).matches("[a-z]+(-[a-z0-9]+)*");
        assertThat(rule.what()).doesNotEndWith(".").hasSizeBetween(20, 140);
        assertThat(rule.mend()).isNotBlank().doesNotEndWith(".");
    }

    @Test
    void letsNobodyWaiveWhatIsWrongWithAWaiver() {
        assertThat(Stream.of(Rule.values()).filter(rule -> !rule.waivable()))
                .containsExactlyElementsOf(
                        EnumSet.of(Rule.UNUSABLE_FILE, Rule.MALFORMED_WAIVER, Rule.UNKNOWN_WAIVER, Rule.UNUSED_WAIVER));
    }

    private LintResult look() throws Exception {
        return new Linter(project, List.of(database()), Optional.empty()).look();
    }

    private Database database() {
        return Environments.database(project);
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(project.resolve("migrations").resolve(name), sql);
    }
}
