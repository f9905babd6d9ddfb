package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.SqlStatement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements about {@code d4_release}: one row a run. Times are the database's. */
final class ReleaseTable {
    private static final String NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";
    private static final String SELECT = "SELECT id, environment, worker, commit_hash, digest, version_id, plan_hash,"
            + " author, phase, anchor, migrations, smoke_sha256, overrides, outcome, note, started_at FROM d4_release";
    private static final String NEWEST_FIRST = " ORDER BY started_at DESC, rowid DESC LIMIT ?";

    SqlStatement create() {
        return SqlStatement.of("CREATE TABLE IF NOT EXISTS d4_release (id TEXT PRIMARY KEY NOT NULL,"
                + " environment TEXT NOT NULL, worker TEXT NOT NULL, commit_hash TEXT, digest TEXT NOT NULL,"
                + " version_id TEXT, plan_hash TEXT NOT NULL, author TEXT NOT NULL, phase TEXT NOT NULL,"
                + " anchor TEXT NOT NULL, migrations TEXT NOT NULL, smoke_sha256 TEXT, overrides TEXT NOT NULL,"
                + " outcome TEXT, note TEXT, fence INTEGER NOT NULL, started_at TEXT NOT NULL DEFAULT (" + NOW
                + "), ended_at TEXT)");
    }

    /** Sent twice it writes once. */
    SqlStatement insert(RunRow row, long fence) {
        List<String> columns = List.copyOf(row.cells().keySet());
        SqlStatement insert = SqlStatement.of("INSERT INTO d4_release (" + String.join(", ", columns)
                + ", ended_at, fence) VALUES (" + "?, ".repeat(columns.size()) + (row.isEnd() ? NOW : "NULL")
                + ", ?) ON CONFLICT (id) DO NOTHING");
        return bound(insert, row.cells()).bind(fence);
    }

    /** Writes all that a run may learn; a row that is closed stays as it is. */
    SqlStatement update(RunRow row, long fence) {
        Map<String, Optional<String>> cells = row.changing();
        String ended = row.isEnd() ? ", ended_at = " + NOW : "";
        SqlStatement update = SqlStatement.of("UPDATE d4_release SET "
                + cells.keySet().stream().map(column -> column + " = ?").collect(Collectors.joining(", "))
                + ", fence = ?" + ended + " WHERE id = ? AND outcome IS NULL");
        return bound(update, cells).bind(fence).bind(row.id());
    }

    SqlStatement byId(String id) {
        return SqlStatement.of(SELECT + " WHERE id = ?").bind(id);
    }

    SqlStatement open(String environment, String worker) {
        return SqlStatement.of(SELECT + " WHERE environment = ? AND worker = ? AND outcome IS NULL" + NEWEST_FIRST)
                .bind(environment)
                .bind(worker)
                .bind(1);
    }

    SqlStatement history(String worker, int most) {
        return SqlStatement.of(SELECT + " WHERE worker = ?" + NEWEST_FIRST)
                .bind(worker)
                .bind(most);
    }

    private static SqlStatement bound(SqlStatement statement, Map<String, Optional<String>> cells) {
        SqlStatement bound = statement;
        for (Optional<String> cell : cells.values()) {
            bound = cell.isPresent() ? bound.bind(cell.get()) : bound.bindNull();
        }
        return bound;
    }
}
