package com.pmerit.d4.database.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.RawStatementResult;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.contract.Database;
import java.util.List;
import java.util.Optional;

/** The live database. What it answers is kept out of every log. */
final class LiveSource implements Source {
    private final AccountApi account;
    private final Database database;

    LiveSource(AccountApi account, Database database) {
        this.account = account;
        this.database = database;
    }

    @Override
    public List<List<List<String>>> ask(List<String> queries) throws Unanswered {
        ApiResult<List<RawStatementResult>> answer = account.databases()
                .readPrivately(
                        database.id(), queries.stream().map(SqlStatement::of).toList());
        Optional<ApiFailure> failure = answer.failure();
        if (failure.isPresent()) {
            throw new Unanswered(
                    database.name() + " cannot be read",
                    List.of(failure.get().message()),
                    "run the same command again");
        }
        return answer.orElseThrow().stream()
                .map(result -> result.rows().stream()
                        .map(row -> row.stream().map(LiveSource::text).toList())
                        .toList())
                .toList();
    }

    /** A value of an answer, in which every number is a floating point one. */
    static String text(JsonNode value) {
        return value.isNull() ? "" : value.isNumber() ? Value.real(value.doubleValue()) : value.asText();
    }
}
