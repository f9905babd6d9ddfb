package com.pmerit.d4.sandbox.d1;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KilledInARequestProcessTest {
    @TempDir
    private Path state;

    @Test
    void leavesNothingOfARequestThatWasKilledInTheMiddle() throws Exception {
        String uuid;
        Bookmark before;
        try (D1Store store = new D1Store(state, Clock.systemUTC())) {
            StoredDatabase database =
                    store.create("account", "chat-db", "WEUR", "").orElseThrow();
            uuid = database.metadata().uuid();
            database.run(List.of(
                    D1Statement.of("CREATE TABLE whole (a)"), D1Statement.of("INSERT INTO whole VALUES ('kept')")));
            before = database.currentBookmark();
        }

        killInTheMiddle(uuid);

        assertThat(state.resolve(uuid).resolve("database.sqlite-journal"))
                .as("the request was in the middle")
                .exists();
        try (D1Store store = new D1Store(state, Clock.systemUTC())) {
            StoredDatabase database = store.byId(uuid).orElseThrow();
            assertThat(names(database)).isEqualTo(List.of(List.of("whole")));
            assertThat(rows(database, "SELECT a FROM whole")).isEqualTo(List.of(List.of("kept")));
            assertThat(database.currentBookmark()).isEqualTo(before);
        }
    }

    private void killInTheMiddle(String uuid) throws IOException, InterruptedException {
        Path directory = state.resolve(uuid);
        try (WatchService watch = directory.getFileSystem().newWatchService()) {
            directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            // One that is killed cannot take away the library that it unpacked.
                            "-Dorg.sqlite.tmpdir=" + state,
                            "-cp",
                            System.getProperty("java.class.path"),
                            EndlessRequest.class.getName(),
                            state.toString(),
                            uuid)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                // SQLite writes the journal before the first page of a transaction.
                while (!Files.exists(directory.resolve("database.sqlite-journal"))) {
                    WatchKey key = watch.poll(20, TimeUnit.SECONDS);
                    assertThat(key).as("the journal appears").isNotNull();
                    key.pollEvents();
                    key.reset();
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static List<?> names(StoredDatabase database) throws IOException {
        return rows(database, "SELECT name FROM sqlite_schema WHERE substr(name, 1, 4) <> '_cf_'");
    }

    private static List<?> rows(StoredDatabase database, String query) throws IOException {
        D1Outcome outcome = database.run(List.of(D1Statement.of(query)));
        assertThat(outcome).isInstanceOf(D1Outcome.Committed.class);
        return ((D1Outcome.Committed) outcome).results().get(0).rows();
    }
}
