package com.pmerit.d4.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.cloudflare.StatementResult;
import com.pmerit.d4.contract.Database;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table {@code d4_migration} beside a tracking table: which run applied a file, or recorded it as applied, and what the
 * file said. What wrangler applied is missing here, which is no fault; a tracking row alone says whether a file was applied.
 * The columns that tell a recorded file are missing in tables that were made before there were any.
 */
public final class MigrationLedger {
    private static final String TABLE = "d4_migration";
    private static final List<String> RECORDING = List.of("proof TEXT", "author TEXT");
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
        SqlStatement select = SqlStatement.of(
                        "SELECT * FROM " + TABLE + " WHERE tracking = ? ORDER BY applied_at, rowid")
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
                + " applied_at TEXT NOT NULL, " + String.join(", ", RECORDING) + ", PRIMARY KEY (tracking, name))");
    }

    /** Adds what a table lacks that was made before files were recorded. */
    static List<SqlStatement> widening(Set<String> columns) {
        return RECORDING.stream()
                .filter(column -> !columns.contains(column.substring(0, column.indexOf(' '))))
                .map(column -> SqlStatement.of("ALTER TABLE " + TABLE + " ADD COLUMN " + column))
                .toList();
    }

    /** The names of the columns that the table has. */
    static SqlStatement columns() {
        return SqlStatement.of("SELECT name FROM pragma_table_info(?)").bind(TABLE);
    }

    /** Notes a file that is in effect without having been applied by this run. */
    SqlStatement record(MigrationFile file, String runId, Recording recording) {
        return insert(file, runId, ", proof, author", ", ?, ?")
                .bind(recording.proof().name().toLowerCase(Locale.ROOT))
                .bind(recording.author());
    }

    /**
     * Fails, and with it the batch that it is part of, when a condition holds: it breaks a constraint, because D1 denies the
     * functions that could raise an error.
     *
     * @param source what follows {@code SELECT …}, such as {@code WHERE …}
     */
    static SqlStatement failing(String source) {
        return SqlStatement.of("INSERT INTO " + TABLE
                + " (tracking, name, run_id, file_sha256, meaning_sha256, applied_at)"
                + " SELECT NULL, NULL, NULL, NULL, NULL, NULL " + source);
    }

    /** Replaces the row of an application whose tracking row was removed since. */
    SqlStatement record(MigrationFile file, String runId) {
        return insert(file, runId, "", "");
    }

    private SqlStatement insert(MigrationFile file, String runId, String columns, String values) {
        MigrationHashes hashes = MigrationHashes.of(file);
        return SqlStatement.of("INSERT OR REPLACE INTO " + TABLE
                        + " (tracking, name, run_id, file_sha256, meaning_sha256, applied_at" + columns
                        + ") VALUES (?, ?, ?, ?, ?, " + NOW + values + ")")
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
                text(row, "applied_at"),
                recording(row));
    }

    /** What somebody wrote there that is neither proof is an attestation by whoever did. */
    private static Optional<Recording> recording(Map<String, JsonNode> row) {
        String proof = text(row, "proof");
        return proof.isEmpty()
                ? Optional.empty()
                : Optional.of(new Recording(
                        proof.equals("proven") ? Recording.Proof.PROVEN : Recording.Proof.ATTESTED,
                        text(row, "author")));
    }

    private static String text(Map<String, JsonNode> row, String column) {
        JsonNode cell = row.get(column);
        return cell == null || cell.isNull() ? "" : cell.asText();
    }

    private static boolean isNoSuchTable(ApiFailure failure) {
        return failure.isSqlRefusal() && LiveDatabase.words(failure).contains("no such table: " + TABLE);
    }
}
