package com.pmerit.d4.database.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.WorkerdD1;
import com.pmerit.d4.database.rebuild.SafeRebuild.Rebuild;
import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Statement;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rebuilds that are held against SQLite elsewhere, by the D1 of the real workerd. */
final class SafeRebuildOnWorkerdProcessTest {
    private static final int REQUESTS = 4;

    @TempDir
    private Path directory;

    @Test
    void keepsEveryRowThereToo() throws Exception {
        List<RebuildCase> cases = RebuildCase.all();
        WorkerdD1 workerd = new WorkerdD1();
        for (RebuildCase scene : cases) {
            workerd.run(scene.name(), scene.made());
            workerd.run(scene.name(), looks(scene));
            workerd.run(scene.name(), rebuild(scene));
            workerd.run(scene.name(), looks(scene));
        }

        JsonNode answers = workerd.answers(directory);

        assertThat(answers).hasSize(REQUESTS * cases.size());
        for (int index = 0; index < cases.size(); index++) {
            RebuildCase scene = cases.get(index);
            JsonNode before = answers.path(REQUESTS * index + 1);
            JsonNode rebuilt = answers.path(REQUESTS * index + 2);
            assertThat(answers.path(REQUESTS * index).has("results"))
                    .as("%s: %s", scene, answers.path(REQUESTS * index))
                    .isTrue();
            assertThat(rebuilt.has("results")).as("%s: %s", scene, rebuilt).isTrue();
            assertThat(before.path("results").path(0)).as("%s", scene).isNotEmpty();
            assertThat(answers.path(REQUESTS * index + 3)).as("%s", scene).isEqualTo(before);
        }
    }

    /** With one statement more, because a single one is asked in another way. */
    private static List<String> looks(RebuildCase scene) {
        return Stream.concat(scene.looks().stream(), Stream.of("SELECT 1")).toList();
    }

    private static List<String> rebuild(RebuildCase scene) throws SQLException {
        try (D1Database database = D1Database.inMemory()) {
            database.run(scene.made().stream().map(D1Statement::of).toList());
            return ((Rebuild.Statements) SafeRebuild.of(database, scene.table(), scene.after())).sql();
        }
    }
}
