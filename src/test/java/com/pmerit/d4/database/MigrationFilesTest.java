package com.pmerit.d4.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.contract.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationFilesTest {
    @TempDir
    private Path project;

    private Path migrations = Path.of("");

    @BeforeEach
    void makeDirectory() throws IOException {
        migrations = Files.createDirectory(project.resolve("migrations"));
    }

    @Test
    void readsFilesInWranglersOrderAndNothingElse() throws IOException {
        write("0010_b.sql", "SELECT 10;");
        write("002_a.sql", "SELECT 2;");
        write("README.md", "no migration");

        assertThat(names()).containsExactly("002_a.sql", "0010_b.sql");
    }

    @Test
    void findsNothingWhereThereIsNoDirectory() throws IOException {
        Files.delete(migrations);

        assertThat(names()).isEmpty();
    }

    @Test
    void followsAPatternIntoDirectories() throws IOException {
        Files.createDirectories(migrations.resolve("2026"));
        write("2026/0002_b.sql", "SELECT 2;");
        write("0001_a.sql", "SELECT 1;");
        write("0003_c.txt", "no migration");

        assertThat(names(Optional.of("./migrations/**/*.sql"))).containsExactly("0001_a.sql", "2026/0002_b.sql");
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Files.write(migrations.resolve("0001_a.sql"), new byte[] {'-', '-', (byte) 0xe9});

        assertThat(reasons()).containsExactly("0001_a.sql: is not UTF-8; save the file as UTF-8");
    }

    @Test
    void refusesAByteOrderMarkAndANul() throws IOException {
        write("0001_a.sql", "\uFEFFSELECT 1;");
        write("0002_b.sql", "SELECT 1;\0DROP TABLE t;");

        assertThat(reasons())
                .anySatisfy(reason -> assertThat(reason).contains("0001_a.sql").contains("byte order mark"))
                .anySatisfy(reason -> assertThat(reason).contains("0002_b.sql").contains("NUL"))
                .hasSize(2);
    }

    @Test
    void refusesANameWithALineEndAndShowsItInert() throws IOException {
        write("0001_a\n::set-output.sql", "SELECT 1;");

        assertThat(reasons()).singleElement().asString().contains("0001_a\\u000a::set-output.sql");
    }

    @Test
    void refusesADirectoryThatLooksLikeAMigration() throws IOException {
        Files.createDirectory(migrations.resolve("0001_a.sql"));

        assertThat(reasons()).singleElement().asString().contains("is a directory");
    }

    @Test
    void refusesALinkOutOfTheDirectory() throws IOException {
        Path outside = Files.writeString(project.resolve("secret.sql"), "SELECT 1;");
        Files.createSymbolicLink(migrations.resolve("0001_a.sql"), outside);

        assertThat(reasons()).singleElement().asString().contains("link to a file outside");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(migrations.resolve(name), text);
    }

    private List<String> names() throws IOException {
        return names(Optional.empty());
    }

    private List<String> names(Optional<String> pattern) throws IOException {
        MigrationFiles.Found found = read(pattern);
        assertThat(found).isInstanceOf(MigrationFiles.Found.Files.class);
        return ((MigrationFiles.Found.Files) found)
                .inOrder().stream().map(file -> file.name().text()).toList();
    }

    private List<String> reasons() throws IOException {
        MigrationFiles.Found found = read(Optional.empty());
        assertThat(found).isInstanceOf(MigrationFiles.Found.Unusable.class);
        return ((MigrationFiles.Found.Unusable) found).reasons();
    }

    private MigrationFiles.Found read(Optional<String> pattern) throws IOException {
        Database database = Environments.database(project);
        return new MigrationFiles()
                .read(new Database(
                        database.name(),
                        database.id(),
                        database.migrationsDirectory(),
                        database.migrationsTable(),
                        pattern));
    }
}
