package com.pmerit.d4.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.SandboxSettings.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WranglerDatabasesProcessTest {
    private static final String ACCOUNT = SandboxSettings.USUAL_ACCOUNT.id();
    private static final String DATABASE = "11111111-1111-4111-8111-111111111111";
    private static final Pattern BOOKMARK = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{32}");

    @TempDir
    private Path directory;

    private Path project;
    private Sandbox sandbox;
    private Wrangler wrangler;

    @BeforeEach
    void start() throws IOException {
        Seed seed = new Seed(ACCOUNT, Map.of(DATABASE, "app-db"), List.of(), Map.of());
        sandbox = Sandbox.start(SandboxSettings.in(directory.resolve("state")).withSeeds(List.of(seed)));
        wrangler = new Wrangler(sandbox, ACCOUNT, directory);
        project = Files.createDirectories(directory.resolve("project"));
        Files.createDirectories(project.resolve("migrations"));
        write("index.js", "export default {};");
        write("wrangler.toml", """
                name = "app"
                main = "index.js"
                compatibility_date = "2026-01-01"
                [[d1_databases]]
                binding = "DB"
                database_name = "app-db"
                database_id = "%s"
                """.formatted(DATABASE));
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    @Test
    void appliesMigrationsInWranglersOrderAndStopsAtTheFirstThatFails() throws Exception {
        write("migrations/0001_users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);");
        write("migrations/002_posts.sql", """
                CREATE TABLE posts (id INTEGER PRIMARY KEY, user INTEGER NOT NULL REFERENCES users(id));
                CREATE TRIGGER keep AFTER DELETE ON posts BEGIN
                  INSERT INTO posts SELECT OLD.id + 1000, OLD.user;
                END;
                """);
        assertThat(d1("migrations", "list", "app-db", "--remote").succeeded())
                .contains("0001_users.sql", "002_posts.sql");
        d1("migrations", "apply", "app-db", "--remote").succeeded();
        assertThat(d1("migrations", "list", "app-db", "--remote").succeeded()).contains("No migrations to apply");
        write("migrations/0003_bad.sql", "CREATE TABLE extra (id INTEGER);\nINSERT INTO nowhere VALUES (1);");
        write("migrations/0004_good.sql", "CREATE TABLE later (id INTEGER);");
        assertThat(d1("migrations", "apply", "app-db", "--remote").failed()).contains("no such table: nowhere");
        JsonNode database = database();
        assertThat(database.path("migrations").toString()).isEqualTo("[\"0001_users.sql\",\"002_posts.sql\"]");
        assertThat(database.path("tables").has("users")).isTrue();
        assertThat(database.path("tables").has("extra")).isFalse();
        assertThat(database.path("tables").has("later")).isFalse();
    }

    @Test
    void executesACommandAndAFile() throws Exception {
        write(
                "data.sql",
                "CREATE TABLE t (a TEXT);\nINSERT INTO t VALUES ('it''s; here');\nINSERT INTO t VALUES ('two');\n");
        d1("execute", "app-db", "--remote", "--yes", "--file", "data.sql").succeeded();
        assertThat(d1("execute", "app-db", "--remote", "--command", "SELECT a FROM t ORDER BY a")
                        .succeeded())
                .contains("it's; here", "two");
        assertThat(d1("execute", "app-db", "--remote", "--command", "SELECT missing FROM t")
                        .failed())
                .contains("no such column: missing");
        write("bad.sql", "INSERT INTO t VALUES ('three');\nINSERT INTO nowhere VALUES (1);\n");
        assertThat(d1("execute", "app-db", "--remote", "--yes", "--file", "bad.sql")
                        .failed())
                .contains("no such table: nowhere");
        assertThat(database().path("tables").path("t").path("rows").asInt()).isEqualTo(2);
    }

    @Test
    void exportsWhatCanBeExecutedAgain() throws Exception {
        d1("execute", "app-db", "--remote", "--command", "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('x')")
                .succeeded();
        d1("export", "app-db", "--remote", "--output", "dump.sql").succeeded();
        assertThat(Files.readString(project.resolve("dump.sql"))).contains("CREATE TABLE t", "'x'");
        JsonNode before = database();
        d1("execute", "app-db", "--remote", "--command", "DROP TABLE t").succeeded();
        d1("execute", "app-db", "--remote", "--yes", "--file", "dump.sql").succeeded();
        assertThat(database()).isEqualTo(before);
    }

    @Test
    void travelsBackInTime() throws Exception {
        d1("execute", "app-db", "--remote", "--command", "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('x')")
                .succeeded();
        JsonNode before = database();
        Matcher bookmark = BOOKMARK.matcher(d1("time-travel", "info", "app-db").succeeded());
        assertThat(bookmark.find()).isTrue();
        d1("execute", "app-db", "--remote", "--command", "DELETE FROM t").succeeded();
        assertThat(database()).isNotEqualTo(before);
        d1("time-travel", "restore", "app-db", "--bookmark", bookmark.group(), "--json")
                .succeeded();
        assertThat(database()).isEqualTo(before);
    }

    @Test
    void makesDescribesListsAndDeletesDatabases() throws Exception {
        d1("create", "other-db").succeeded();
        assertThat(d1("create", "other-db").failed()).contains("already exists");
        assertThat(d1("list").succeeded()).contains("app-db", "other-db");
        assertThat(d1("info", "app-db").succeeded()).contains(DATABASE);
        assertThat(d1("info", "none-db").failed()).contains("Couldn't find DB with name 'none-db'");
        d1("delete", "other-db", "--skip-confirmation").succeeded();
        assertThat(sandbox.snapshot(ACCOUNT).path("databases").has("other-db")).isFalse();
    }

    private Wrangler.Run d1(String... arguments) throws IOException, InterruptedException {
        String[] all = new String[arguments.length + 1];
        all[0] = "d1";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return wrangler.run(project, all);
    }

    private JsonNode database() throws IOException {
        return sandbox.snapshot(ACCOUNT).path("databases").path("app-db");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(project.resolve(file), text);
    }
}
