package com.pmerit.d4.database.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.MigrationName;
import com.pmerit.d4.database.rehearsal.RowLoss.What;
import com.pmerit.d4.database.rehearsal.StatementFailure.Kind;
import com.pmerit.d4.sql.SchemaFact;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RehearserTest {
    private static final String USERS = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);";

    /** The rebuild that SQLite's own documentation advises, as teams write it. */
    private static final String NAIVE_REBUILD = """
            PRAGMA foreign_keys=OFF;
            CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER);
            INSERT INTO users_new (id, name) SELECT id, name FROM users;
            DROP TABLE users;
            ALTER TABLE users_new RENAME TO users;
            """;

    @ParameterizedTest
    @CsvSource({"CASCADE,ROWS,0", "SET NULL,REFERENCES,0", "SET DEFAULT,REFERENCES,0"})
    void catchesANaiveRebuildThatTakesRowsOrReferencesOfAChildAlong(String action, What what, long left)
            throws SQLException {
        String child = "CREATE TABLE sessions (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE "
                + action + ");";

        FileRehearsal rebuild = last(USERS + child, NAIVE_REBUILD);

        assertThat(rebuild.failures()).isEmpty();
        assertThat(rebuild.losses()).singleElement().satisfies(loss -> {
            assertThat(loss.table()).isEqualTo("sessions");
            assertThat(loss.what()).isEqualTo(what);
            assertThat(loss.before()).isEqualTo(3);
            assertThat(loss.after()).isEqualTo(left);
            assertThat(loss.place().line()).isEqualTo(4);
            assertThat(loss.words())
                    .endsWith(
                            "by sessions (user_id) references users (id) on delete " + action.toLowerCase(Locale.ROOT));
        });
    }

    @ParameterizedTest
    @CsvSource({"CASCADE,ROWS", "SET NULL,REFERENCES"})
    void catchesItOfATableWhoseNameHasALetterThatSqliteDoesNotFold(String action, What what) throws SQLException {
        String child = "CREATE TABLE sessions (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE "
                + action + ");";

        FileRehearsal rebuild = last((USERS + child).replace("users", "Über"), NAIVE_REBUILD.replace("users", "Über"));

        assertThat(rebuild.losses()).singleElement().satisfies(loss -> {
            assertThat(loss.what()).isEqualTo(what);
            assertThat(loss.words()).contains("by sessions (user_id) references Über (id)");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"RESTRICT", "NO ACTION"})
    void catchesANaiveRebuildThatAChildRefuses(String action) throws SQLException {
        String child = "CREATE TABLE sessions (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id)"
                + " ON DELETE " + action + ");";

        FileRehearsal rebuild = last(USERS + child, NAIVE_REBUILD);

        assertThat(rebuild.failuresOnRows()).singleElement().satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.ON_SOME_ROWS);
            assertThat(failure.place().line()).isEqualTo(4);
            assertThat(failure.words()).contains("FOREIGN KEY constraint failed");
        });
        assertThat(rebuild.change().added()).extracting(SchemaFact::name).containsExactly("users.age");
    }

    @Test
    void catchesANaiveRebuildThatOnlyTheCommitRefuses() throws SQLException {
        String child =
                "CREATE TABLE sessions (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id));";

        FileRehearsal rebuild = last(USERS + child, NAIVE_REBUILD.replace("foreign_keys=OFF", "defer_foreign_keys=ON"));

        assertThat(rebuild.failuresOnRows())
                .singleElement()
                .satisfies(failure -> assertThat(failure.words())
                        .startsWith("at the end of the file: FOREIGN KEY constraint failed"));
    }

    @Test
    void catchesLossesThreeLevelsDown() throws SQLException {
        String children = "CREATE TABLE projects (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL REFERENCES users (id)"
                + " ON DELETE CASCADE);"
                + "CREATE TABLE messages (id INTEGER PRIMARY KEY, project INTEGER NOT NULL REFERENCES projects (id)"
                + " ON DELETE CASCADE);"
                + "CREATE TABLE reads (message INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE);";

        FileRehearsal rebuild = last(USERS + children, NAIVE_REBUILD);

        assertThat(rebuild.losses())
                .extracting(RowLoss::words)
                .containsExactly(
                        "messages: 3 rows before, 0 after, by messages (project) references projects (id)"
                                + " on delete cascade",
                        "projects: 3 rows before, 0 after, by projects (owner) references users (id) on delete cascade",
                        "reads: 3 rows before, 0 after, by reads (message) references messages (id) on delete cascade");
    }

    @Test
    void catchesWhatASelfReferenceTakesAlong() throws SQLException {
        String tree = "CREATE TABLE nodes (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES nodes (id)"
                + " ON DELETE CASCADE);";

        FileRehearsal deletion = last(tree, "DELETE FROM nodes WHERE parent IS NULL;");
        FileRehearsal rebuild = last(tree, """
                CREATE TABLE nodes_new (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES nodes (id) ON DELETE CASCADE);
                INSERT INTO nodes_new SELECT id, parent FROM nodes;
                DROP TABLE nodes;
                ALTER TABLE nodes_new RENAME TO nodes;
                """);

        assertThat(deletion.losses())
                .singleElement()
                .satisfies(loss -> assertThat(loss.after()).isZero());
        assertThat(rebuild.losses().size() + rebuild.failuresOnRows().size()).isPositive();
    }

    @Test
    void seedsTablesThatReferToEachOtherInACircleAndCatchesWhatIsLostThere() throws SQLException {
        String circle = "CREATE TABLE teams (id INTEGER PRIMARY KEY, lead INTEGER NOT NULL REFERENCES people (id)"
                + " ON DELETE CASCADE);"
                + "CREATE TABLE people (id INTEGER PRIMARY KEY, team INTEGER NOT NULL REFERENCES teams (id)"
                + " ON DELETE CASCADE);";

        Rehearsal.Done done = rehearse(circle, "DELETE FROM teams;");

        assertThat(done.notSeeded()).isEmpty();
        assertThat(done.files().get(1).losses()).extracting(RowLoss::table).containsExactly("people", "teams");
    }

    @Test
    void callsNoRowsLostThatComeBackOrThatMoveWithTheirTable() throws SQLException {
        String child = "CREATE TABLE sessions (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id)"
                + " ON DELETE CASCADE);";

        FileRehearsal stashed = last(USERS + child, """
                CREATE TABLE stash AS SELECT * FROM sessions;
                CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER);
                INSERT INTO users_new (id, name) SELECT id, name FROM users;
                DELETE FROM sessions;
                DROP TABLE users;
                ALTER TABLE users_new RENAME TO users;
                INSERT INTO sessions SELECT * FROM stash;
                DROP TABLE stash;
                """);
        FileRehearsal renamed = last(USERS + child, "ALTER TABLE sessions RENAME TO logins;");

        assertThat(stashed.losses()).isEmpty();
        assertThat(stashed.failures()).isEmpty();
        assertThat(renamed.losses()).isEmpty();
    }

    @Test
    void putsRowsBackIntoTablesThatAnEarlierFileEmptied() throws SQLException {
        String child = "CREATE TABLE sessions (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id)"
                + " ON DELETE CASCADE);";

        FileRehearsal rebuild = last(USERS + child, "DELETE FROM users;", NAIVE_REBUILD);

        assertThat(rebuild.losses()).extracting(RowLoss::table).containsExactly("sessions");
    }

    @Test
    void countsWhatTheChildrenLoseOfATableFromWhichATriggerDeletes() throws SQLException {
        String others = "CREATE TABLE sessions (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id)"
                + " ON DELETE CASCADE);"
                + "CREATE TABLE bans (id INTEGER PRIMARY KEY);"
                + "CREATE TRIGGER banned AFTER INSERT ON bans WHEN new.id = 7 BEGIN DELETE FROM users; END;";

        assertThat(last(USERS + others, "INSERT INTO bans (id) VALUES (7);").losses())
                .extracting(RowLoss::table)
                .containsExactly("sessions", "users");
    }

    @Test
    void tellsATableThatGoesWithItsRows() throws SQLException {
        assertThat(last(USERS, "DROP TABLE users;").losses())
                .extracting(RowLoss::words)
                .containsExactly("users: dropped with its 3 rows");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE users ADD COLUMN plan TEXT NOT NULL;|ON_ANY_ROWS|NOT NULL",
                "ALTER TABLE users ADD COLUMN born TEXT DEFAULT CURRENT_TIMESTAMP;|ON_ANY_ROWS|non-constant default",
                "ALTER TABLE users ADD COLUMN age INTEGER DEFAULT 1 CHECK (age > 17);|ON_ANY_ROWS|CHECK constraint failed",
                "UPDATE users SET name = 'x'; CREATE UNIQUE INDEX one_name ON users (name);|ON_SOME_ROWS|UNIQUE constraint",
                "ALTER TABLE nobody ADD COLUMN plan TEXT;|ALWAYS|no such table",
            })
    void tellsWhatWorksOnEmptyTablesOnly(String sql, Kind kind, String words) throws SQLException {
        assertThat(last(USERS, sql).failures()).singleElement().satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.words()).contains(words);
        });
    }

    @Test
    void goesOnWithTheSchemaThatAFileWantedWhichFailedOnRows() throws SQLException {
        Rehearsal.Done done = rehearse(
                USERS, "ALTER TABLE users ADD COLUMN plan TEXT NOT NULL;", "CREATE INDEX by_plan ON users (plan);");

        assertThat(done.files().get(1).failuresOnRows()).hasSize(1);
        assertThat(done.files().get(2).failures()).isEmpty();
        assertThat(done.schema().facts()).extracting(SchemaFact::name).contains("users.plan", "by_plan");
    }

    @Test
    void saysWhichTableTookNoRowAndWhy() throws SQLException {
        Rehearsal.Done done = rehearse("""
                CREATE TABLE odd (a INTEGER NOT NULL CHECK (a * a = 15129 AND a < 0));
                CREATE TABLE child (p INTEGER NOT NULL REFERENCES nobody (id));
                CREATE TABLE closed (id INTEGER PRIMARY KEY);
                CREATE TRIGGER closed_for_all BEFORE INSERT ON closed BEGIN SELECT RAISE(ABORT, 'closed'); END;
                """);

        assertThat(done.notSeeded())
                .containsOnlyKeys("odd", "child", "closed")
                .containsEntry("odd", "no value was found for a that its checks allow")
                .containsEntry("child", "it refers to nobody, which does not exist");
        assertThat(done.notSeeded().get("closed")).contains("closed");
    }

    @Test
    void rehearsesOnTheSchemaOfADatabase() throws SQLException {
        Rehearsal rehearsal = new Rehearser(Set.of("d1_migrations"))
                .rehearse(
                        List.of(
                                "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY)",
                                "CREATE TABLE users (id INTEGER PRIMARY KEY)"),
                        List.of(file(1, "DELETE FROM users;")));

        assertThat(((Rehearsal.Done) rehearsal).files().get(0).losses())
                .extracting(RowLoss::before)
                .containsExactly(3L);
    }

    @Test
    void refusesASchemaThatCannotBeMadeAgain() throws SQLException {
        Rehearsal rehearsal = new Rehearser(Set.of()).rehearse(List.of("CREATE INDEX i ON nobody (id)"), List.of());

        assertThat(rehearsal)
                .isEqualTo(new Rehearsal.NoCopy(
                        "CREATE INDEX i ON nobody (id)", "no such table: main.nobody: SQLITE_ERROR"));
    }

    private static FileRehearsal last(String... files) throws SQLException {
        Rehearsal.Done done = rehearse(files);
        assertThat(done.notSeeded()).isEmpty();
        return done.files().get(done.files().size() - 1);
    }

    private static Rehearsal.Done rehearse(String... texts) throws SQLException {
        List<MigrationFile> files = new ArrayList<>();
        for (String text : texts) {
            files.add(file(files.size() + 1, text));
        }
        return (Rehearsal.Done) new Rehearser(Set.of()).rehearse(List.of(), files);
    }

    private static MigrationFile file(int number, String sql) {
        String name = String.format("%04d_file.sql", number);
        return new MigrationFile(new MigrationName(name), Path.of(name), sql);
    }
}
