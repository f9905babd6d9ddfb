package com.pmerit.d4.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sql.SchemaFact.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SchemaWatchTest {
    private D1Database database;
    private SchemaWatch watch;

    @BeforeEach
    void start() throws SQLException {
        database = D1Database.inMemory();
        run("CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY)");
        watch = SchemaWatch.of(database, Set.of("D1_MIGRATIONS"));
    }

    @AfterEach
    void stop() throws SQLException {
        database.close();
    }

    @Test
    void tellsWhatEachStatementAddsAndRemoves() throws SQLException {
        assertThat(after("CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT)")
                        .added())
                .extracting(SchemaFact::name)
                .containsExactly("users", "users.email", "users.id");
        SchemaChange added = after("ALTER TABLE users ADD COLUMN plan TEXT");
        SchemaChange renamed = after("ALTER TABLE users RENAME COLUMN plan TO tier");

        assertThat(added.added()).containsExactly(new SchemaFact(Kind.COLUMN, "users", "users.plan", "text"));
        assertThat(added.removed()).isEmpty();
        assertThat(renamed.removed()).isEqualTo(added.added());
        assertThat(added.then(renamed).added())
                .containsExactly(new SchemaFact(Kind.COLUMN, "users", "users.tier", "text"));
        assertThat(added.then(renamed).removed()).isEmpty();
    }

    @Test
    void tellsNoChangeOfWhatChangesRowsOnly() throws SQLException {
        after("CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT)");

        assertThat(after("INSERT INTO users DEFAULT VALUES").isEmpty()).isTrue();
        assertThat(after("CREATE TABLE IF NOT EXISTS users (other TEXT)").isEmpty())
                .isTrue();
    }

    @Test
    void knowsTheTablesAsTheLastStatementLeftThem() throws SQLException {
        after("CREATE TABLE users (id INTEGER PRIMARY KEY)");
        assertThat(watch.tables()).containsOnlyKeys("users");

        after("ALTER TABLE users ADD COLUMN plan TEXT");
        assertThat(watch.tables().values())
                .singleElement()
                .satisfies(users -> assertThat(users.columns()).hasSize(2));

        after("ALTER TABLE users RENAME TO people");
        assertThat(watch.tables()).containsOnlyKeys("people");

        after("DROP TABLE people");
        assertThat(watch.tables()).isEmpty();
    }

    @Test
    void givesTheSchemaAsStatementsThatMakeItAgain() throws SQLException {
        after("CREATE TABLE b (id INTEGER PRIMARY KEY AUTOINCREMENT, a_id REFERENCES a (id))");
        after("CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT)");
        after("CREATE TRIGGER on_b AFTER INSERT ON b BEGIN DELETE FROM a; END");
        after("CREATE VIEW v AS SELECT * FROM a");
        after("CREATE INDEX b_a ON b (a_id)");
        after("CREATE VIRTUAL TABLE words USING fts5(t)");

        try (D1Database copy = D1Database.inMemory()) {
            for (String statement : watch.statements()) {
                assertThat(copy.run(List.of(D1Statement.of(statement)))).isInstanceOf(D1Outcome.Committed.class);
            }
            assertThat(SchemaFacts.of(copy, Set.of()).facts())
                    .isEqualTo(watch.facts().facts());
        }
    }

    /** What is known of a table may depend on others: a key that names no columns, a string in double quotes. */
    @Test
    void readsAgainWhatAnotherTableGivesItsMeaning() throws SQLException {
        after("CREATE TABLE child (id INTEGER PRIMARY KEY, p REFERENCES parent)");
        after("CREATE TABLE parent (code TEXT PRIMARY KEY)");
        after("CREATE VIEW tones AS SELECT \"tone\" FROM parent");

        assertThat(watch.table("CHILD").orElseThrow().foreignKeys().get(0).parentColumns())
                .containsExactly("code");
        assertThat(after("ALTER TABLE parent ADD COLUMN Tone TEXT").added())
                .contains(new SchemaFact(Kind.VIEW, "tones", "tones", "create view tones as select tone from parent"));
    }

    @Test
    void knowsWhichTablesReferToOneWhateverItIsCalledMeanwhile() throws SQLException {
        after("CREATE TABLE users (id INTEGER PRIMARY KEY, boss INTEGER REFERENCES users)");
        after("CREATE TABLE sessions (user_id INTEGER REFERENCES Users (id), device INTEGER REFERENCES devices (id))");
        after("ALTER TABLE sessions RENAME TO logins");
        assertThat(watch.children("USERS")).containsExactly("logins", "users");
        assertThat(watch.children("devices")).containsExactly("logins");

        after("DROP TABLE logins");
        after("ALTER TABLE users RENAME TO people");

        assertThat(watch.children("people")).containsExactly("people");
        assertThat(watch.children("users")).isEmpty();
        assertThat(watch.children("devices")).isEmpty();
    }

    @Test
    void knowsATableAsStatementsNeedIt() throws SQLException {
        after("CREATE TABLE p (id INTEGER PRIMARY KEY)");
        after("CREATE TABLE t (a INTEGER NOT NULL DEFAULT 1 CHECK (a > 0), b TEXT UNIQUE, c AS (a + 1),"
                + " d REFERENCES p (id) ON DELETE SET NULL, PRIMARY KEY (b, a))");
        after("CREATE UNIQUE INDEX t_d ON t (d) WHERE d > 3");
        after("CREATE TRIGGER log AFTER DELETE ON t BEGIN INSERT INTO deleted VALUES (old.a); END");

        TableModel table = watch.table("t").orElseThrow();

        assertThat(table.columns()).extracting(TableModel.Column::name).containsExactly("a", "b", "c", "d");
        assertThat(table.columns()).extracting(TableModel.Column::generated).containsExactly(false, false, true, false);
        assertThat(table.primaryKey()).containsExactly("b", "a");
        assertThat(table.checks()).containsExactly("a > 0");
        assertThat(table.foreignKeys().get(0).words("t")).isEqualTo("t (d) references p (id) on delete set null");
        assertThat(table.uniqueKeys())
                .extracting(TableModel.UniqueKey::columns)
                .containsExactlyInAnyOrder(List.of("b", "a"), List.of("b"), List.of("d"));
        assertThat(watch.namesInTriggers("T")).contains("deleted");
    }

    /** Against the reading of the whole schema, whatever the statements were. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithReadingEverythingAnew(long seed) throws SQLException {
        Random random = new Random(seed);
        List<SchemaFact> known = new ArrayList<>(watch.facts().facts());
        int ran = 0;
        for (int count = 0; count < 250; count++) {
            String sql = statement(random);
            if (database.run(List.of(D1Statement.of(sql))) instanceof D1Outcome.Committed) {
                ran++;
                SchemaChange change = watch.after(sql);
                known.removeAll(change.removed());
                known.addAll(change.added());
                List<SchemaFact> truth =
                        SchemaFacts.of(database, Set.of("d1_migrations")).facts();
                assertThat(watch.facts().facts()).as(sql).isEqualTo(truth);
                assertThat(known).as("what %s changed", sql).containsExactlyInAnyOrderElementsOf(truth);
            }
        }
        assertThat(ran).isGreaterThan(60);
    }

    private static String statement(Random random) {
        String table = pick(random, "a", "b", "\"C\"", "[d]");
        String other = pick(random, "a", "B", "\"C\"", "new_" + random.nextInt(3));
        String column = pick(random, "x", "y", "z", "id", "\"tone\"");
        return switch (random.nextInt(14)) {
            case 0, 1, 2 ->
                "CREATE TABLE " + pick(random, "", "IF NOT EXISTS ") + table + " (id INTEGER PRIMARY KEY"
                        + pick(random, "", " AUTOINCREMENT") + ", x REFERENCES " + other
                        + pick(random, "", " (id) ON DELETE CASCADE")
                        + ", y TEXT CHECK (y <> \"tone\"), UNIQUE (x, y))";
            case 3 -> "CREATE TABLE " + table + " AS SELECT * FROM " + other;
            case 4 -> "ALTER TABLE " + table + " ADD COLUMN " + column + " TEXT DEFAULT \"tone\"";
            case 5 -> "ALTER TABLE " + table + " RENAME TO " + other;
            case 6 -> "ALTER TABLE " + table + " RENAME COLUMN " + column + " TO " + pick(random, "w", "tone", "z");
            case 7 -> "ALTER TABLE " + table + " DROP COLUMN " + column;
            case 8 ->
                "CREATE " + pick(random, "", "UNIQUE ") + "INDEX i" + random.nextInt(4) + " ON " + table + " (" + column
                        + " DESC) WHERE y IS NOT \"tone\"";
            case 9 ->
                "CREATE TRIGGER t" + random.nextInt(4) + " AFTER INSERT ON " + table + " BEGIN DELETE FROM " + other
                        + "; END";
            case 10 -> "CREATE VIEW v" + random.nextInt(2) + " AS SELECT * FROM " + other;
            case 11 -> "DROP " + pick(random, "TABLE " + table, "INDEX i" + random.nextInt(4), "TRIGGER t1", "VIEW v0");
            case 12 ->
                pick(random, "CREATE VIRTUAL TABLE f USING fts5(x)", "DROP TABLE f", "ALTER TABLE f RENAME TO g");
            default -> "DROP TABLE IF EXISTS " + table;
        };
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private SchemaChange after(String sql) throws SQLException {
        run(sql);
        return watch.after(sql);
    }

    private void run(String sql) throws SQLException {
        assertThat(database.run(List.of(D1Statement.of(sql)))).as(sql).isInstanceOf(D1Outcome.Committed.class);
    }
}
