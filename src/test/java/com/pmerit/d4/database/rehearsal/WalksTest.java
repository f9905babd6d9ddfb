package com.pmerit.d4.database.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.MigrationName;
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

/** Which statements read a table of their target from end to end. */
final class WalksTest {
    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, plan TEXT)",
            "CREATE TABLE notes (id INTEGER PRIMARY KEY, user_id INTEGER, text TEXT)",
            "CREATE INDEX by_plan ON users (plan)");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE INDEX by_name ON Users (name)| users",
                "UPDATE users SET plan = 'free' WHERE name IS NULL| users",
                "DELETE FROM notes WHERE text = ''| notes",
                "DELETE FROM notes WHERE user_id NOT IN (SELECT id FROM users)| notes users",
                "INSERT INTO notes (user_id) SELECT id FROM users| users",
                "INSERT INTO notes (text) SELECT text FROM notes| notes",
                "CREATE TABLE copies AS SELECT * FROM users| users",
                "ALTER TABLE users DROP COLUMN name| users",
            })
    void findsAStatementThatWorksThroughAWholeTable(String sql, String tables) throws SQLException {
        assertThat(walks(sql)).singleElement().satisfies(walk -> {
            assertThat(walk.tables()).containsExactlyInAnyOrder(tables.split(" "));
            assertThat(walk.place().line()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE users SET name = '' WHERE id = 1",
                "UPDATE users SET name = '' WHERE plan = 'free'",
                "INSERT INTO users (name) VALUES ('Ada'), ('Bob')",
                "ALTER TABLE users ADD COLUMN born TEXT",
                "ALTER TABLE users RENAME TO people",
                "CREATE TABLE users_2 (id INTEGER PRIMARY KEY)",
                "DROP TABLE notes",
                "UPDATE nobody SET name = ''",
            })
    void doesNotSpeakOfAStatementThatDoesNot(String sql) throws SQLException {
        assertThat(walks(sql)).isEmpty();
    }

    @Test
    void followsWhatEarlierFilesChange() throws SQLException {
        List<Walk> walks = walks(
                "DROP INDEX by_plan", "UPDATE users SET name = '' WHERE plan = 'free'", "CREATE TABLE plans (id)");

        assertThat(walks)
                .singleElement()
                .satisfies(walk -> assertThat(walk.file().name().text()).isEqualTo("0002_next.sql"));
    }

    private static List<Walk> walks(String... files) throws SQLException {
        List<MigrationFile> migrations = new ArrayList<>();
        for (String sql : files) {
            String name = String.format(Locale.ROOT, "%04d_next.sql", migrations.size() + 1);
            migrations.add(new MigrationFile(new MigrationName(name), Path.of(name), sql));
        }
        Rehearsal.Done done = (Rehearsal.Done) new Rehearser(Set.of()).rehearse(SCHEMA, migrations);
        return Walks.of(SCHEMA, Set.of(), done.files());
    }
}
