package com.pmerit.d4.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run as the texts of its row.
 *
 * @param cells text or NULL by column, in a fixed order; without the times and the fence, which are the database's
 */
record RunRow(Map<String, Optional<String>> cells) {
    private static final Set<String> FIXED = Set.of("id", "environment", "worker", "commit_hash", "digest", "author");

    static RunRow of(Run run) {
        Map<String, Optional<String>> cells = new LinkedHashMap<>();
        cells.put("id", Optional.of(run.id()));
        cells.put("environment", Optional.of(run.environment()));
        cells.put("worker", Optional.of(run.worker()));
        cells.put("commit_hash", run.commit());
        cells.put("digest", Optional.of(run.digest()));
        cells.put("version_id", run.version());
        cells.put("plan_hash", Optional.of(run.planHash()));
        cells.put("author", Optional.of(run.author()));
        cells.put("phase", Optional.of(run.phase().name()));
        cells.put("anchor", Optional.of(RunJson.of(run.anchor())));
        cells.put("migrations", Optional.of(RunJson.of(run.migrations())));
        cells.put("smoke_sha256", run.smokeSha256());
        cells.put("overrides", Optional.of(RunJson.of(run.overrides())));
        cells.put("outcome", run.outcome().map(Outcome::name));
        cells.put("note", run.note());
        cells.replaceAll((column, cell) -> cell.map(RunRow::storable));
        return new RunRow(cells);
    }

    String id() {
        return cell("id").orElseThrow();
    }

    boolean isEnd() {
        return cell("outcome").isPresent();
    }

    /** The cells that a run may still learn. */
    Map<String, Optional<String>> changing() {
        Map<String, Optional<String>> changing = new LinkedHashMap<>(cells);
        changing.keySet().removeAll(FIXED);
        return changing;
    }

    /** Whether the database holds these very texts. */
    boolean stands(Map<String, JsonNode> row) {
        return cells.entrySet().stream()
                .allMatch(cell -> BookDatabase.text(row, cell.getKey()).equals(cell.getValue()));
    }

    private Optional<String> cell(String column) {
        return cells.getOrDefault(column, Optional.empty());
    }

    // SQLite's functions stop at a NUL, and half a surrogate pair has no UTF-8.
    private static String storable(String text) {
        StringBuilder storable = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
                .forEach(storable::appendCodePoint);
        return storable.toString();
    }
}
