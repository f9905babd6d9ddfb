package com.pmerit.d4.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementSplitter;
import com.pmerit.d4.sql.Tokenizer;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells which requests a token may make that only reads: those that ask, and SQL of which each statement is a SELECT. Cloudflare lets
 * such a token query a database, too, and refuses what would change it (D1's changelog of 2025-02-04).
 */
final class ReadingRequest {
    private static final List<String> ASKING = List.of("GET", "HEAD");

    private ReadingRequest() {}

    static boolean is(Request request) {
        return ASKING.contains(request.method())
                || (isQuery(request) && isSelect(request.body().text()));
    }

    private static boolean isQuery(Request request) {
        return request.method().equals("POST")
                && request.path().contains("/d1/database/")
                && request.path().endsWith("/query");
    }

    private static boolean isSelect(String body) {
        JsonNode query;
        try {
            query = Json.mapper().readTree(body);
        } catch (JsonProcessingException broken) {
            return false;
        }
        List<String> statements = Stream.concat(
                        Stream.of(query), query.path("batch").valueStream())
                .filter(each -> each.has("sql"))
                .flatMap(each -> StatementSplitter.split(each.path("sql").asText()).stream())
                .map(SqlStatement::text)
                .toList();
        return !statements.isEmpty()
                && statements.stream()
                        .map(Tokenizer::meaningfulTokens)
                        .allMatch(words -> !words.isEmpty() && words.get(0).isWord("select"));
    }
}
