package com.pmerit.d4.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.cloudflare.StatementResult;
import com.pmerit.d4.contract.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table {@code d4_migration} beside a tracking table: which run applied a file, and what the file said. What wrangler
 * applied is missing here, which is no fault; a tracking row alone says whether a file was applied.
 */
public final class MigrationLedger {
    private static final String TABLE = "d4_migration";
    private static final String NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

    private final AccountApi account;
    private final Database database;

    /** Prepares the reading of one database. */
    public MigrationLedger(AccountApi account, Database database) {
        this.account = account;
        this.database = database;
    }

    /** All rows of this database's tracking table, by time; none where d4 never applied a file under a lock. */
    public ApiResult<List<MigrationRow>> rows() {
        SqlStatement select = SqlStatement.of("SELECT name, run_id, file_sha256, meaning_sha256, applied_at FROM "
                        + TABLE + " WHERE tracking = ? ORDER BY applied_at, rowid")
                .bind(database.migrationsTable());
        ApiResult<List<StatementResult>> read = account.databases().read(database.id(), List.of(select));
        Optional<ApiFailure> failure = read.failure();
        return failure.isPresent() && isNoSuchTable(failure.get())
                ? new ApiResult.Ok<>(List.of())
                : read.map(results ->
                        results.get(0).rows().stream().map(MigrationLedger::row).toList());
    }

    /** Two projects that share a database may share names of files, so that the tracking table is part of the key. */
    static SqlStatement create() {
        return SqlStatement.of("CREATE TABLE IF NOT EXISTS " + TABLE + " (tracking TEXT NOT NULL, name TEXT NOT NULL,"
                + " run_id TEXT NOT NULL, file_sha256 TEXT NOT NULL, meaning_sha256 TEXT NOT NULL,"
                + " applied_at TEXT NOT NULL, PRIMARY KEY (tracking, name))");
    }

    /** Replaces the row of an application whose tracking row was removed since. */
    SqlStatement record(MigrationFile file, String runId) {
        MigrationHashes hashes = MigrationHashes.of(file);
        return SqlStatement.of("INSERT OR REPLACE INTO " + TABLE
                        + " (tracking, name, run_id, file_sha256, meaning_sha256, applied_at) VALUES (?, ?, ?, ?, ?, "
                        + NOW + ")")
                .bind(database.migrationsTable())
                .bind(file.name().text())
                .bind(runId)
                .bind(hashes.file())
                .bind(hashes.meaning());
    }

    private static MigrationRow row(Map<String, JsonNode> row) {
        return new MigrationRow(
                text(row, "name"),
                text(row, "run_id"),
                new MigrationHashes(text(row, "file_sha256"), text(row, "meaning_sha256")),
                text(row, "applied_at"));
    }

    private static String text(Map<String, JsonNode> row, String column) {
        JsonNode cell = row.get(column);
        return cell == null ? "" : cell.asText();
    }

    private static boolean isNoSuchTable(ApiFailure failure) {
        return failure.isSqlRefusal() && LiveDatabase.words(failure).contains("no such table: " + TABLE);
    }
}
