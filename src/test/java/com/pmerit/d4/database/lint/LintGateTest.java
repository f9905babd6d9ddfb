package com.pmerit.d4.database.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.gate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LintGateTest {
    private static final String WARNS = "CREATE TABLE t (a);\nSELECT \"nobody\"";

    @TempDir
    private Path project;

    @BeforeEach
    void makeDirectory() throws IOException {
        Files.createDirectory(project.resolve("migrations"));
    }

    @Test
    void failsForAnErrorInAnyEnvironment() throws IOException {
        write("0001_a.sql", "INSERT INTO nowhere VALUES (1);");

        for (boolean last : List.of(false, true)) {
            Verdict.Failed failed = (Verdict.Failed) check(last);
            assertThat(failed.summary()).isEqualTo("1 file, 1 statement: 1 error");
            assertThat(failed.details())
                    .singleElement()
                    .asString()
                    .startsWith("migrations/0001_a.sql:1:1 fails-from-empty: ")
                    .contains("no such table: nowhere");
            assertThat(failed.remedy()).contains("mend the file").contains("mvn d4:lint");
        }
    }

    @Test
    void letsAWarningPassUntilTheLastEnvironment() throws IOException {
        write("0001_a.sql", WARNS);

        assertThat(check(false)).isInstanceOf(Verdict.Warned.class);
        Verdict.Failed failed = (Verdict.Failed) check(true);
        assertThat(failed.summary()).isEqualTo("1 file, 2 statements: 2 warnings");
        assertThat(failed.remedy()).contains("-- d4:allow CODE reason");
    }

    @Test
    void passesWithWhatIsWaivedAndShowsIt() throws IOException {
        write(
                "0001_a.sql",
                "-- d4:allow missing-semicolon nobody uses wrangler here\n"
                        + "-- d4:allow double-quoted-string it is one\n" + WARNS);

        Verdict verdict = check(true);

        assertThat(verdict).isInstanceOf(Verdict.Passed.class);
        assertThat(verdict.summary()).isEqualTo("1 file, 2 statements: nothing found, 2 waived");
        assertThat(verdict.details()).hasSize(2).allMatch(line -> line.startsWith("waived: migrations/0001_a.sql:"));
    }

    @Test
    void warnsWhereADatabaseHasNoFiles() throws IOException {
        assertThat(check(true)).isInstanceOf(Verdict.Warned.class);
        Files.delete(project.resolve("migrations"));
        assertThat(check(true).summary())
                .isEqualTo("a D1 database is bound, and there is no migration file to look at");
    }

    @Test
    void isSkippedWhereNoDatabaseIsBound() {
        assertThat(new LintGate(new Linter(project, List.of(), Optional.empty()), false, true).check())
                .isEqualTo(new Verdict.Skipped("no environment binds a D1 database"));
    }

    @Test
    void failsWhenTheFileToBeginWithIsMissing() throws IOException {
        write("0001_a.sql", "SELECT 1;");

        Verdict verdict =
                new LintGate(new Linter(project, List.of(database()), Optional.of("0002_b.sql")), true, false).check();

        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        assertThat(verdict.summary()).contains("0002_b.sql: no migration file has this name");
    }

    private Verdict check(boolean last) {
        return new LintGate(new Linter(project, List.of(database()), Optional.empty()), true, last).check();
    }

    private Database database() {
        return Environments.database(project);
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(project.resolve("migrations").resolve(name), sql);
    }
}
