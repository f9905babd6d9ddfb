package com.pmerit.d4.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.sandbox.SandboxSettings.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases and buckets by the real wrangler, seen in what they hold. */
final class WranglerStoresProcessTest {
    private static final String ACCOUNT = SandboxSettings.USUAL_ACCOUNT.id();
    private static final String CONTENT = """
            -- Texts that a splitter stumbles over; and rows of every type.
            CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
            CREATE TABLE children (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              parent INTEGER NOT NULL REFERENCES parents (id) ON DELETE CASCADE,
              data BLOB, ratio REAL, note TEXT DEFAULT 'a;b'
            );
            CREATE INDEX children_by_parent ON children (parent);
            CREATE TRIGGER children_noted AFTER INSERT ON children WHEN NEW.note IS NULL BEGIN
              UPDATE children SET note = CASE WHEN NEW.ratio > 1 THEN 'more; than one' ELSE 'less' END WHERE id = NEW.id;
            END;
            INSERT INTO parents VALUES (1, 'it''s "one"; two'), (2, 'grün
            zweite Zeile');
            INSERT INTO children (parent, data, ratio, note) VALUES (1, x'00ff', 0.1, 'given'), (2, NULL, 1e300, NULL);
            """;

    @TempDir
    private Path directory;

    private Path project;
    private Sandbox sandbox;
    private Wrangler wrangler;

    @BeforeEach
    void start() throws Exception {
        Seed seed = new Seed(
                ACCOUNT,
                Map.of(
                        "11111111-1111-4111-8111-111111111111",
                        "from-db",
                        "22222222-2222-4222-8222-222222222222",
                        "to-db"),
                List.of(),
                Map.of());
        sandbox = Sandbox.start(SandboxSettings.in(directory.resolve("state")).withSeeds(List.of(seed)));
        wrangler = new Wrangler(sandbox, ACCOUNT, directory.resolve("tool"));
        project = Files.createDirectories(directory.resolve("project"));
        Files.writeString(project.resolve("content.sql"), CONTENT);
        d1("execute", "from-db", "--remote", "--yes", "--file", "content.sql");
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    @Test
    void exportsAWholeDatabaseSoThatAnotherBecomesEqual() throws Exception {
        d1("export", "from-db", "--remote", "--output", "all.sql");
        assertThat(content("to-db").path("schema")).isEmpty();
        d1("execute", "to-db", "--remote", "--yes", "--file", "all.sql");
        assertThat(content("to-db").path("schema")).hasSize(5);
        assertThat(content("to-db")).isEqualTo(content("from-db"));
        assertThat(rows("to-db", "SELECT note FROM children ORDER BY id").toString())
                .isEqualTo("[{\"note\":\"given\"},{\"note\":\"more; than one\"}]");
    }

    @Test
    void exportsSchemaAndRowsApart() throws Exception {
        d1("export", "from-db", "--remote", "--no-data", "--output", "schema.sql");
        d1("export", "from-db", "--remote", "--no-schema", "--table", "parents", "--output", "rows.sql");
        d1("execute", "to-db", "--remote", "--yes", "--file", "schema.sql");
        assertThat(content("to-db").path("schema")).isEqualTo(content("from-db").path("schema"));
        assertThat(content("to-db").at("/tables/parents/rows").asInt()).isZero();

        d1("execute", "to-db", "--remote", "--yes", "--file", "rows.sql");
        assertThat(content("to-db").at("/tables/parents"))
                .isEqualTo(content("from-db").at("/tables/parents"));
        assertThat(content("to-db").at("/tables/children/rows").asInt()).isZero();
    }

    @Test
    void travelsToATimeAndBackAgain() throws Exception {
        JsonNode before = content("from-db");
        Instant time = Instant.now();
        d1("execute", "from-db", "--remote", "--command", "DELETE FROM parents WHERE id = 2");
        JsonNode after = content("from-db");
        assertThat(after.at("/tables/children/rows").asInt()).isOne();

        JsonNode restored = json(d1("time-travel", "restore", "from-db", "--timestamp", time.toString(), "--json"));
        assertThat(content("from-db")).isEqualTo(before);
        JsonNode now = json(d1("time-travel", "info", "from-db", "--json"));
        assertThat(now.path("bookmark")).isEqualTo(restored.path("bookmark"));

        d1(
                "time-travel",
                "restore",
                "from-db",
                "--bookmark",
                restored.path("previous_bookmark").asText(),
                "--json");
        assertThat(content("from-db")).isEqualTo(after);
    }

    @Test
    void tellsWhatADatabaseIsWithoutChangingIt() throws Exception {
        String before = sandbox.stateHash();
        JsonNode info = json(d1("info", "from-db", "--json"));
        assertThat(info.path("uuid").asText()).isEqualTo("11111111-1111-4111-8111-111111111111");
        assertThat(info.path("num_tables").asInt()).isEqualTo(2);
        assertThat(info.path("database_size").asLong()).isPositive();
        assertThat(sandbox.stateHash()).isEqualTo(before);
    }

    @Test
    void makesABucketThatTheStateHas() throws Exception {
        assertThat(wrangler.run(project, "r2", "bucket", "list").succeeded()).doesNotContain("images");
        wrangler.run(project, "r2", "bucket", "create", "images").succeeded();
        assertThat(sandbox.snapshot(ACCOUNT).path("buckets").has("images")).isTrue();
        assertThat(wrangler.run(project, "r2", "bucket", "list").succeeded()).contains("images");
    }

    private String d1(String... arguments) throws IOException, InterruptedException {
        String[] all = Stream.concat(Stream.of("d1"), Stream.of(arguments)).toArray(String[]::new);
        return wrangler.run(project, all).succeeded();
    }

    private JsonNode content(String database) throws IOException {
        JsonNode content = sandbox.snapshot(ACCOUNT).path("databases").path(database);
        assertThat(content.isObject()).isTrue();
        return content;
    }

    private JsonNode rows(String database, String query) throws IOException, InterruptedException {
        return json(d1("execute", database, "--remote", "--json", "--command", query))
                .path(0)
                .path("results");
    }

    private static JsonNode json(String output) throws IOException {
        int start = output.replace('[', '{').indexOf('{');
        assertThat(start).as(output).isNotNegative();
        return new ObjectMapper().readTree(output.substring(start));
    }
}
