package com.pmerit.d4.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.cloudflare.StatementResult;
import com.pmerit.d4.cloudflare.WriteGuard;
import com.pmerit.d4.contract.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The database that holds d4's own tables. */
record BookDatabase(AccountApi account, Database database) {
    /** The same database, in which nothing is written unless the guard lets it pass. */
    BookDatabase guardedBy(WriteGuard guard) {
        return new BookDatabase(account.guardedBy(guard), database);
    }

    /** The rows that a statement finds; none where d4 has never made its tables. */
    ApiResult<List<Map<String, JsonNode>>> rows(SqlStatement statement) {
        ApiResult<List<StatementResult>> read = account.databases().read(database.id(), List.of(statement));
        return read.failure().filter(BookDatabase::saysNoTable).isPresent()
                ? new ApiResult.Ok<>(List.of())
                : read.map(results -> results.get(0).rows());
    }

    /** Runs a batch once; a lost answer is the caller's to look into. */
    ApiResult<List<StatementResult>> write(List<SqlStatement> batch) {
        return account.databases().write(database.id(), batch);
    }

    /** What a column holds, when it holds text. */
    static Optional<String> text(Map<String, JsonNode> row, String column) {
        return Optional.ofNullable(row.get(column)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** What a column holds, when it holds a whole number. */
    static Optional<Long> number(Map<String, JsonNode> row, String column) {
        return Optional.ofNullable(row.get(column))
                .filter(JsonNode::isIntegralNumber)
                .map(JsonNode::longValue);
    }

    private static boolean saysNoTable(ApiFailure failure) {
        return failure.isSqlRefusal() && failure.message().contains("no such table: d4_");
    }
}
