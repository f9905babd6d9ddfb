package com.pmerit.d4.database.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.MigrationName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DestructionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DROP TABLE users                                              | drops a table
                    drop /* x */ table if exists "users"                          | drops a table
                    ALTER TABLE users DROP COLUMN email                           | drops a column
                    ALTER TABLE users DROP email                                  | drops a column
                    DELETE FROM users WHERE id = 1                                | deletes rows
                    WITH old AS (SELECT 1) DELETE FROM users                      | deletes rows
                    REPLACE INTO users VALUES (1)                                 | replaces rows
                    INSERT OR REPLACE INTO users VALUES (1)                       | replaces rows
                    """)
    void seesWhatMayDestroySomething(String sql, String deed) {
        assertThat(in("SELECT 1;\n" + sql + ";")).containsExactly("0001_x.sql:2 " + deed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a DEFAULT 'DROP TABLE x')",
                "-- DROP TABLE users\nSELECT 1",
                "INSERT INTO t VALUES ('DELETE FROM users')",
                "UPDATE t SET a = replace(a, 'x', 'y')",
                "ALTER TABLE t ADD COLUMN drop_at TEXT",
                "CREATE TABLE c (p REFERENCES p ON DELETE CASCADE)",
                "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM u; END",
                "DROP INDEX t_a",
                "DROP VIEW v"
            })
    void passesOverWhatDestroysNothing(String sql) {
        assertThat(in(sql + ";")).isEmpty();
    }

    private static List<String> in(String sql) {
        return Destruction.in(new MigrationFile(new MigrationName("0001_x.sql"), Path.of("0001_x.sql"), sql));
    }
}
