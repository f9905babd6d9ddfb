package com.pmerit.d4.database.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.WorkerdD1;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementSplitter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps restored by the D1 of the real workerd, and read there by the very queries that read a live database. */
final class DumpOnWorkerdProcessTest {
    private static final List<Long> SEEDS = List.of(31L, 32L, 33L);

    @TempDir
    private Path directory;

    /** A dump, what it is to be read by, and what the embedded D1 reads. */
    private record Trial(String database, String dump, List<String> queries, List<List<List<String>>> rows) {}

    @Test
    void isRestoredAsOneBatchAndReadAlike() throws Exception {
        List<Trial> trials = new ArrayList<>();
        for (long seed : SEEDS) {
            trials.add(trial(seed));
        }

        List<JsonNode> answers = answers(trials);

        int at = 0;
        for (Trial trial : trials) {
            assertThat(answers.get(at).path("error").asText())
                    .as("the dump of %s", trial.database())
                    .isEmpty();
            at++;
            for (int query = 0; query < trial.queries().size(); query++) {
                assertThat(rows(answers.get(at)))
                        .as("%s: %s", trial.database(), trial.queries().get(query))
                        .isEqualTo(trial.rows().get(query));
                at++;
            }
            assertThat(trial.rows().stream().mapToInt(List::size).sum()).isGreaterThan(500);
        }
    }

    private Trial trial(long seed) throws Exception {
        try (Shop shop = new Shop(directory.resolve("seed" + seed))) {
            shop.runs(new RandomDatabase(seed).statements().toArray(String[]::new));
            String dump = Files.readString(shop.proven().directory().resolve(Manifest.DUMP));
            try (Copy copy = Copy.of(dump)) {
                Shape shape = new ShapeReader(copy).read();
                List<String> queries = shape.tables().stream()
                        .filter(Table::hasRows)
                        .map(table -> Page.first(table).query(List.of()))
                        .toList();
                return new Trial("seed" + seed, dump, queries, copy.ask(queries));
            }
        }
    }

    /** The first row holds the names of the columns. */
    private static List<List<String>> rows(JsonNode answer) {
        assertThat(answer.has("error")).as("%s", answer).isFalse();
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : answer.path("results").path(0)) {
            List<String> values = new ArrayList<>();
            row.forEach(value -> values.add(LiveSource.text(value)));
            rows.add(values);
        }
        return rows.subList(1, rows.size());
    }

    private List<JsonNode> answers(List<Trial> trials) throws Exception {
        WorkerdD1 workerd = new WorkerdD1();
        for (Trial trial : trials) {
            workerd.run(
                    trial.database(),
                    StatementSplitter.split(trial.dump()).stream()
                            .map(SqlStatement::text)
                            .toList());
            trial.queries().forEach(query -> workerd.raw(trial.database(), query));
        }
        List<JsonNode> answers = new ArrayList<>();
        workerd.answers(directory).forEach(answers::add);
        return answers;
    }
}
