package com.pmerit.d4.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.cloudflare.StatementResult;
import com.pmerit.d4.contract.Database;
import java.util.List;
import java.util.Map;

/**
 * The statements that make a live database's schema again, in an order in which they can be run. They are all there is to it:
 * SQLite itself has nothing else to read it from when it opens the file. Left out are Cloudflare's tables, SQLite's, and those
 * in which virtual tables keep their rows.
 *
 * @param statements the texts of the schema table
 */
public record LiveSchema(List<String> statements) {
    /** Which rows of the schema table it is made of. */
    static final String ROWS = "sql IS NOT NULL"
            + " AND lower(substr(name, 1, 4)) <> '_cf_' AND lower(substr(tbl_name, 1, 4)) <> '_cf_'"
            + " AND lower(substr(name, 1, 7)) <> 'sqlite_'"
            + " AND name NOT IN (SELECT l.name FROM pragma_table_list AS l WHERE l.type = 'shadow')";

    /** The order in which they can be run. */
    static final String IN_ORDER =
            " ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 WHEN 'view' THEN 2 ELSE 3 END, rowid";

    private static final SqlStatement TEXTS = SqlStatement.of("SELECT sql FROM sqlite_master WHERE " + ROWS + IN_ORDER);

    /** Copies the list. */
    public LiveSchema {
        statements = List.copyOf(statements);
    }

    /** Reads it in one request. */
    static ApiResult<LiveSchema> read(AccountApi account, Database database) {
        return account.databases().read(database.id(), List.of(TEXTS)).map(results -> of(results.get(0)));
    }

    /** What is asked for it. */
    static SqlStatement question() {
        return TEXTS;
    }

    /** Makes it of the answer to {@link #question}. */
    static LiveSchema of(StatementResult answer) {
        return new LiveSchema(answer.rows().stream().map(LiveSchema::text).toList());
    }

    private static String text(Map<String, JsonNode> row) {
        JsonNode sql = row.get("sql");
        return sql == null ? "" : sql.asText();
    }
}
