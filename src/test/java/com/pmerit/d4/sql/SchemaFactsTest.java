package com.pmerit.d4.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchemaFactsTest {
    private static final String SHOP = """
            CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, plan TEXT DEFAULT 'free');
            CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE, cents INTEGER);
            CREATE INDEX orders_by_user ON orders (user_id);
            CREATE VIEW paid AS SELECT id FROM orders WHERE cents > 0;
            CREATE TRIGGER no_refund BEFORE UPDATE ON orders WHEN new.cents < 0 BEGIN SELECT RAISE(ABORT, 'No'); END;
            """;

    /** Each is a difference that only one clause of a definition makes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a INTEGER|a TEXT|column t.a: here integer; there text",
                "a|a, b|only there: column t.b",
                "a TEXT|a TEXT NOT NULL|column t.a",
                "a TEXT|a TEXT DEFAULT 'x'|column t.a",
                "a TEXT DEFAULT 'x'|a TEXT DEFAULT 'X'|column t.a",
                "a TEXT DEFAULT (upper('x'))|a TEXT DEFAULT (lower('x'))|column t.a",
                "a TEXT|a TEXT COLLATE NOCASE|column t.a",
                "a INTEGER|a INTEGER PRIMARY KEY|column t.a",
                "a INTEGER PRIMARY KEY|a INTEGER PRIMARY KEY AUTOINCREMENT|table t",
                "a, b, PRIMARY KEY (a, b)|a, b, PRIMARY KEY (b, a)|primary key t",
                "a TEXT|a TEXT UNIQUE|only there: unique key t (a)",
                "a, b, UNIQUE (a, b)|a, b, UNIQUE (b, a)|unique key t",
                "a TEXT UNIQUE|a TEXT UNIQUE ON CONFLICT REPLACE|conflict clause t",
                "a TEXT NOT NULL|a TEXT NOT NULL ON CONFLICT IGNORE|conflict clause t not null (a) on conflict ignore",
                "a, UNIQUE (a)|a, UNIQUE (a) ON CONFLICT IGNORE|conflict clause t unique (a) on conflict ignore",
                "a INTEGER|a INTEGER CHECK (a > 0)|only there: check t (a > 0)",
                "a INTEGER CHECK (a > 0)|a INTEGER CHECK (a > 1)|check t",
                "a TEXT CHECK (a <> 'x')|a TEXT CHECK (a <> 'X')|check t",
                "a, b AS (a + 1)|a, b AS (a + 2)|column t.b",
                "a, b AS (a + 1)|a, b AS (a + 1) STORED|column t.b",
                "a|a REFERENCES p (id)|foreign key t (a)",
                "a REFERENCES p (id)|a REFERENCES p (id) ON DELETE CASCADE|foreign key t (a)",
                "a REFERENCES p (id)|a REFERENCES p (id) ON UPDATE SET NULL|foreign key t (a)",
                "a REFERENCES p (id)|a REFERENCES q (id)|foreign key t (a)",
                "a REFERENCES p (id)|a REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED|foreign key t (a)",
                "a, FOREIGN KEY (a) REFERENCES p|a, FOREIGN KEY (a) REFERENCES p DEFERRABLE INITIALLY DEFERRED|foreign key t (a)",
            })
    void tellsOneClauseOfATableFromItsLack(String one, String other, String told) throws SQLException {
        String parents = "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE q (id INTEGER PRIMARY KEY);";

        List<String> lines =
                lines(parents + "CREATE TABLE t (" + one + ");", parents + "CREATE TABLE t (" + other + ");");

        assertThat(lines).isNotEmpty().anySatisfy(line -> assertThat(line).contains(told));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE t (a TEXT) STRICT|table t",
                "CREATE TABLE t (a TEXT PRIMARY KEY) WITHOUT ROWID|table t",
                "CREATE TABLE t (a TEXT); CREATE INDEX i ON t (a)|index i",
                "CREATE TABLE t (a TEXT); CREATE VIEW v AS SELECT a FROM t|view v",
                "CREATE VIRTUAL TABLE t USING fts5(a)|virtual table t",
                "CREATE TABLE t (a TEXT); CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END|trigger g",
            })
    void tellsOneObjectFromItsLack(String sql, String told) throws SQLException {
        assertThat(lines("CREATE TABLE t (a TEXT)", sql))
                .anySatisfy(line -> assertThat(line).contains(told).contains("there"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(a)|(b)",
                "(a)|(a DESC)",
                "(a)|(a COLLATE NOCASE)",
                "(a, b)|(b, a)",
                "(lower(a))|(upper(a))",
                "(a) WHERE b > 0|(a) WHERE b > 1",
                "(a) WHERE b > 0|(a)",
            })
    void tellsIndexesOfOneNameApart(String one, String other) throws SQLException {
        String table = "CREATE TABLE t (a TEXT, b INTEGER); CREATE INDEX i ON t ";

        assertThat(lines(table + one, table + other)).singleElement().asString().startsWith("index i: here on t ");
    }

    @Test
    void tellsAUniqueIndexFromAnOther() throws SQLException {
        assertThat(lines(
                        "CREATE TABLE t (a TEXT); CREATE INDEX i ON t (a)",
                        "CREATE TABLE t (a TEXT); CREATE UNIQUE INDEX i ON t (a)"))
                .containsExactly("index i: here on t (a); there unique on t (a)");
    }

    @Test
    void tellsAStringFromANameInDoubleQuotes() throws SQLException {
        String table = "CREATE TABLE t (a TEXT, b TEXT); CREATE VIEW v AS SELECT a FROM t WHERE a = ";

        assertThat(lines(table + "\"nobody\"", table + "\"Nobody\""))
                .singleElement()
                .asString()
                .startsWith("view v");
        assertThat(lines(table + "\"b\"", table + "'b'"))
                .singleElement()
                .asString()
                .startsWith("view v");
    }

    /** Each pair differs in a string that looks like a name, or in names that look like one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "CREATE TABLE t (a DEFAULT \"Active\", active)|CREATE TABLE t (a DEFAULT \"active\", active)|column t.a",
                "CREATE TABLE t (a DEFAULT Active)|CREATE TABLE t (a DEFAULT active)|column t.a",
                "CREATE TABLE t (a CHECK (a <> \"X\")); CREATE TABLE u (x)|CREATE TABLE t (a CHECK (a <> \"x\")); CREATE TABLE u (x)|check t",
                "CREATE TABLE t (a, b AS (a + \"X\")); CREATE TABLE u (x)|CREATE TABLE t (a, b AS (a + \"x\")); CREATE TABLE u (x)|column t.b",
                "CREATE TABLE t (a); CREATE TABLE u (x); CREATE INDEX i ON t (a) WHERE a = \"X\"|CREATE TABLE t (a); CREATE TABLE u (x); CREATE INDEX i ON t (a) WHERE a = \"x\"|index i",
                "CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t WHERE a = \"T\"|CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t WHERE a = \"t\"|view v",
                "CREATE TABLE t (a); CREATE TABLE u (x); CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO t VALUES (\"X\"); END|CREATE TABLE t (a); CREATE TABLE u (x); CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO t VALUES (\"x\"); END|trigger g",
                "CREATE TABLE t (é)|CREATE TABLE t (É)|column t.é",
            })
    void doesNotTakeWhatIsWrittenAlikeForTheSame(String one, String other, String told) throws SQLException {
        assertThat(lines(one, other)).anySatisfy(line -> assertThat(line).contains(told));
    }

    /** The clause that tells them apart stands behind another one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a REFERENCES p ON DELETE SET DEFAULT|a REFERENCES p ON DELETE SET DEFAULT DEFERRABLE INITIALLY DEFERRED",
                "a, b, FOREIGN KEY (a) REFERENCES p, FOREIGN KEY (a) REFERENCES q DEFERRABLE INITIALLY DEFERRED"
                        + "|a, b, FOREIGN KEY (a) REFERENCES p DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY (a) REFERENCES q",
            })
    void tellsWhichForeignKeyIsDeferred(String one, String other) throws SQLException {
        String parents = "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE q (id INTEGER PRIMARY KEY);";

        assertThat(lines(parents + "CREATE TABLE t (" + one + ")", parents + "CREATE TABLE t (" + other + ")"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("foreign key t (a)"));
    }

    @Test
    void readsNoTableWithAWordThatItDoesNotKnow() {
        Function<List<Token>, String> canonical = tokens -> "";

        assertThat(TableText.of(
                        "CREATE TABLE t (a TEXT NOT NULL UNIQUE REFERENCES p (id) ON DELETE SET DEFAULT)", canonical))
                .isPresent();
        assertThat(TableText.of("CREATE TABLE t (a TEXT NOT NULL ENCRYPTED)", canonical))
                .isEmpty();
        assertThat(TableText.of("CREATE TABLE t (a, PERIOD FOR a (a, a), UNIQUE (a) HASHED)", canonical))
                .isEmpty();
    }

    /** Each pair means the same to SQLite; ¶ stands for the end of a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "CREATE TABLE t (a TEXT, b INTEGER)|create  table¶\"T\"(  [a] text, -- a comment¶ `b` integer /* b */ );",
                "CREATE TABLE t (a TEXT)|CREATE TABLE IF NOT EXISTS t (a TEXT)",
                "CREATE TABLE t (a TEXT, b INTEGER)|CREATE TABLE t (b INTEGER, a TEXT)",
                "CREATE TABLE t (a TEXT, b INTEGER)|CREATE TABLE t (a TEXT); ALTER TABLE t ADD COLUMN b INTEGER",
                "CREATE TABLE t (a TEXT)|CREATE TABLE old (a TEXT); ALTER TABLE old RENAME TO t",
                "CREATE TABLE t (a TEXT)|CREATE TABLE t (b TEXT); ALTER TABLE t RENAME COLUMN b TO a",
                "CREATE TABLE t (a CHECK (a > 0))|CREATE TABLE t (a, CONSTRAINT positive CHECK (\"a\">0))",
                "CREATE TABLE t (a CHECK (a <> 0))|CREATE TABLE t (a CHECK (a != 0))",
                "CREATE TABLE t (a UNIQUE)|CREATE TABLE t (a, UNIQUE (a))",
                "CREATE TABLE t (a UNIQUE)|CREATE TABLE t (a UNIQUE ON CONFLICT ABORT)",
                "CREATE TABLE t (a COLLATE BINARY)|CREATE TABLE t (a)",
                "CREATE TABLE t (a TEXT PRIMARY KEY)|CREATE TABLE t (a TEXT, PRIMARY KEY (a))",
                "CREATE TABLE t (a, b, UNIQUE (a), UNIQUE (b))|CREATE TABLE t (a, b, UNIQUE (b), UNIQUE (a))",
                "CREATE TABLE t (a DEFAULT 'x')|CREATE TABLE t (a DEFAULT ('x'))",
                "CREATE TABLE t (a DEFAULT 'x')|CREATE TABLE t (a DEFAULT \"x\")",
                "CREATE TABLE t (a DEFAULT CURRENT_TIMESTAMP)|CREATE TABLE t (a DEFAULT current_timestamp)",
                "CREATE TABLE t (a VARCHAR(20), b DOUBLE PRECISION)|CREATE TABLE t (a varchar (20), b double  precision)",
                "CREATE TABLE t (a, b AS (a + 'x'))|CREATE TABLE t (a, b GENERATED ALWAYS AS (\"A\" + 'x') VIRTUAL)",
                "CREATE TABLE t (a); CREATE VIEW v AS SELECT t.a FROM t|CREATE TABLE t (a); CREATE VIEW v AS SELECT \"T\".\"A\" FROM \"t\"",
                "CREATE TABLE t (a REFERENCES t)|CREATE TABLE t (a, FOREIGN KEY (a) REFERENCES t NOT DEFERRABLE)",
                "CREATE TABLE t (id INTEGER PRIMARY KEY, a REFERENCES t)|CREATE TABLE t (id INTEGER PRIMARY KEY, a REFERENCES T(ID))",
                "CREATE TABLE t (a); CREATE INDEX i ON t (a)|CREATE TABLE t (a); create index if not exists [I] on \"t\"(\"a\" asc)",
                "CREATE TABLE t (a); CREATE INDEX i ON t (a) WHERE a > 0|CREATE TABLE t (a); CREATE INDEX i ON t (a) where `a`>0",
                "CREATE TABLE t (a); CREATE VIEW v AS SELECT a AS b FROM t|CREATE TABLE t (a); CREATE VIEW IF NOT EXISTS v as¶select \"a\" as \"b\" from t -- all",
                "CREATE TABLE t (a); CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t WHERE a = new.a; END|CREATE TABLE t (a); create trigger if not exists \"g\" after insert on [t] begin /* x */ delete from \"t\" where \"a\" = NEW.\"a\"; end",
                "CREATE VIRTUAL TABLE t USING fts5(a)|create virtual table \"t\" using FTS5( a )",
            })
    void takesTwoWritingsOfOneSchemaForTheSame(String one, String other) throws SQLException {
        assertThat(lines(one, other.replace('¶', '\n'))).isEmpty();
    }

    @Test
    void countsATableAsDifferentWhoseTextItCannotRead() {
        SchemaFact unreadable = new SchemaFact(SchemaFact.Kind.UNREADABLE, "t", "t", "create table t ( a )");
        SchemaFact table = new SchemaFact(SchemaFact.Kind.TABLE, "t", "t", "");
        SchemaFacts facts = new SchemaFacts(List.of(table, unreadable));

        assertThat(facts.difference(new SchemaFacts(List.of(table, unreadable))))
                .singleElement()
                .satisfies(difference -> assertThat(difference.line("here", "there"))
                        .startsWith("unreadable table t: here create table t"));
    }

    @Test
    void tellsOfAMissingTableOnlyThatItIsMissing() throws SQLException {
        assertThat(lines(
                        SHOP,
                        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, plan TEXT DEFAULT 'free')"))
                .containsExactly(
                        "only here: table orders",
                        "only here: view paid create view paid as select id from orders where cents > 0");
    }

    @Test
    void leavesOutBookkeepingAndWhatSqliteKeepsForItself() throws SQLException {
        String books = "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE);"
                + "CREATE UNIQUE INDEX d1_migrations_name ON d1_migrations (name);"
                + "INSERT INTO d1_migrations (name) VALUES ('0001');";

        assertThat(facts(SHOP + books).difference(facts(SHOP))).isEmpty();
        assertThat(facts(SHOP + books).tables()).isEqualTo(2);
    }

    @Test
    void leavesOutTheShadowTablesOfAVirtualOne() throws SQLException {
        assertThat(facts("CREATE VIRTUAL TABLE search USING fts5(body)").facts())
                .containsExactly(new SchemaFact(
                        SchemaFact.Kind.VIRTUAL_TABLE,
                        "search",
                        "search",
                        "create virtual table search using fts5 ( body )"));
    }

    @Test
    void keepsALongDefinitionWithinALine() throws SQLException {
        String view = "CREATE TABLE t (a); CREATE VIEW v AS SELECT ";

        String line =
                lines(view + "1 FROM t", view + "a, ".repeat(90) + "a FROM t").get(0);

        assertThat(line).hasSizeLessThan(320).endsWith(" …");
    }

    private static List<String> lines(String here, String there) throws SQLException {
        return facts(here).difference(facts(there)).stream()
                .map(difference -> difference.line("here", "there"))
                .toList();
    }

    private static SchemaFacts facts(String sql) throws SQLException {
        try (D1Database database = D1Database.inMemory()) {
            assertThat(database.run(D1Script.statements(sql, List.of()))).isInstanceOf(D1Outcome.Committed.class);
            return SchemaFacts.of(database, Set.of("D1_migrations"));
        }
    }
}
