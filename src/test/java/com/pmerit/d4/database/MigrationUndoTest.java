package com.pmerit.d4.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.database.MigrationUndo.Undone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationUndoTest {
    private static final String BASE = """
            CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER);
            CREATE INDEX users_by_age ON users (age);
            CREATE VIEW adults AS SELECT id FROM users WHERE age > 17;
            CREATE TRIGGER grown AFTER UPDATE ON users BEGIN SELECT 1; END;
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void begin() throws IOException {
        Files.createDirectory(directory.resolve("migrations"));
        writes("0001_base.sql", BASE);
    }

    @Test
    void dropsWhatTheFileMadeChildrenFirstAndSaysThatRowsGo() throws Exception {
        writes("0002_shop.sql", """
                CREATE TABLE orders (id INTEGER PRIMARY KEY, user INTEGER REFERENCES users (id));
                CREATE TABLE lines (order_id INTEGER REFERENCES orders (id));
                CREATE INDEX lines_by_order ON lines (order_id);
                ALTER TABLE users ADD COLUMN mail TEXT;
                """);

        Undone.Written written = written("0002_shop.sql");

        assertThat(written.losses()).isEmpty();
        assertThat(written.file()).hasFileName("0003_undo_0002_shop.sql");
        assertThat(statements(written))
                .containsExactly(
                        "DROP INDEX \"lines_by_order\";",
                        "DROP TABLE \"lines\";",
                        "DROP TABLE \"orders\";",
                        "ALTER TABLE \"users\" DROP COLUMN \"mail\";");
        assertThat(Files.readString(written.file())).contains("-- Every row of orders goes with it.");
    }

    @Test
    void makesAgainWhatTheFileDropped() throws Exception {
        writes("0002_less.sql", "DROP TRIGGER grown;\nDROP VIEW adults;\nDROP INDEX users_by_age;\n");

        Undone.Written written = written("0002_less.sql");

        assertThat(written.losses()).isEmpty();
        assertThat(statements(written))
                .containsExactly(
                        "CREATE INDEX users_by_age ON users (age);",
                        "CREATE VIEW adults AS SELECT id FROM users WHERE age > 17;",
                        "CREATE TRIGGER grown AFTER UPDATE ON users BEGIN SELECT 1; END;");
    }

    @Test
    void renamesBackInsteadOfDroppingSoThatRowsStay() throws Exception {
        writes(
                "0002_names.sql",
                "ALTER TABLE users RENAME COLUMN name TO label;\nALTER TABLE users RENAME TO people;\n");

        Undone.Written written = written("0002_names.sql");

        assertThat(written.losses()).isEmpty();
        assertThat(statements(written))
                .startsWith(
                        "ALTER TABLE \"people\" RENAME TO \"users\";",
                        "ALTER TABLE \"users\" RENAME COLUMN \"label\" TO \"name\";")
                .noneMatch(line -> line.startsWith("DROP TABLE"));
    }

    @Test
    void saysWhatItDoesNotBringBackOfColumnsTablesAndRows() throws Exception {
        writes("0002_base.sql", "CREATE TABLE notes (body TEXT);\n");
        writes("0003_less.sql", """
                DROP INDEX users_by_age;
                DROP VIEW adults;
                ALTER TABLE users DROP COLUMN age;
                DROP TABLE notes;
                UPDATE users SET name = 'x';
                """);

        Undone.Written written = written("0003_less.sql");

        assertThat(written.losses())
                .containsExactly(
                        "the rows of notes, which the file dropped",
                        "what stood in users.age, which the file dropped",
                        "what this did to rows: 0003_less.sql:5:1: UPDATE users SET name = 'x';");
        assertThat(Files.readString(written.file()))
                .contains("-- Not reversed, and left to you:\n--   the rows of notes");
    }

    @Test
    void doesNotPassAChangedConstraintForReversed() throws Exception {
        writes("0002_rebuilt.sql", """
                CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), age INTEGER, mail TEXT);
                INSERT INTO users_new (id, name, age) SELECT id, name, age FROM users;
                DROP VIEW adults;
                DROP TABLE users;
                ALTER TABLE users_new RENAME TO users;
                """);

        Undone.Written written = written("0002_rebuilt.sql");

        assertThat(statements(written)).noneMatch(line -> line.startsWith("DROP TABLE"));
        assertThat(written.losses()).anyMatch(loss -> loss.startsWith("schema: ") && loss.contains("check"));
    }

    @Test
    void refusesWhatALaterFileNeedsAndNamesThatFile() throws Exception {
        writes("0002_mail.sql", "ALTER TABLE users ADD COLUMN mail TEXT;\n");
        writes("0003_index.sql", "CREATE INDEX users_by_mail ON users (mail);\n");

        Undone.Refused refused = (Undone.Refused) undo("0002_mail.sql");

        assertThat(refused.details()).singleElement().asString().startsWith("0003_index.sql:1:1");
        assertThat(files()).containsExactly("0001_base.sql", "0002_mail.sql", "0003_index.sql");
    }

    @Test
    void reversesAnEarlierFileBehindLaterOnesThatDoNotNeedIt() throws Exception {
        writes("0002_mail.sql", "ALTER TABLE users ADD COLUMN mail TEXT;\n");
        writes("0003_notes.sql", "CREATE TABLE notes (body TEXT);\n");

        Undone.Written written = written("0002_mail.sql");

        assertThat(written.later()).isTrue();
        assertThat(written.file()).hasFileName("0004_undo_0002_mail.sql");
        assertThat(statements(written)).containsExactly("ALTER TABLE \"users\" DROP COLUMN \"mail\";");
    }

    @Test
    void refusesAFileThatOnlyChangedRows() throws Exception {
        writes("0002_rows.sql", "INSERT INTO users (name) VALUES ('x');\n");

        Undone.Refused refused = (Undone.Refused) undo("0002_rows.sql");

        assertThat(refused.details()).singleElement().asString().contains("0002_rows.sql:1:1");
        assertThat(files()).hasSize(2);
    }

    @Test
    void refusesAHistoryThatCannotBeReplayed() throws Exception {
        writes("0002_broken.sql", "ALTER TABLE nowhere ADD COLUMN x TEXT;\n");

        Undone.Refused refused = (Undone.Refused) undo("0001_base.sql");

        assertThat(refused.why()).contains("cannot be replayed");
        assertThat(refused.details()).singleElement().asString().startsWith("0002_broken.sql:1:1");
    }

    private Undone undo(String name) throws IOException {
        return new MigrationUndo(Environments.database(directory)).undo(name);
    }

    private Undone.Written written(String name) throws IOException {
        Undone undone = undo(name);
        assertThat(undone).as("%s", undone).isInstanceOf(Undone.Written.class);
        return (Undone.Written) undone;
    }

    private static List<String> statements(Undone.Written written) throws IOException {
        return Files.readAllLines(written.file()).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("--"))
                .toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> found = Files.list(directory.resolve("migrations"))) {
            return found.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private void writes(String name, String text) throws IOException {
        Files.writeString(directory.resolve("migrations").resolve(name), text);
    }
}
