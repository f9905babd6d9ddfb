package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of one statement, each a map from column to value. Columns of the same name collapse: {@link RawStatementResult} keeps them.
 *
 * @param rows in the database's order
 * @param meta counters
 */
public record StatementResult(List<Map<String, JsonNode>> rows, QueryMeta meta) {
    /** Makes the list unchangeable. */
    public StatementResult {
        rows = List.copyOf(rows);
    }

    static StatementResult read(Fields element) {
        List<Map<String, JsonNode>> rows = new ArrayList<>();
        for (Fields row : element.objects("results")) {
            Map<String, JsonNode> columns = new LinkedHashMap<>();
            row.node().properties().forEach(column -> columns.put(column.getKey(), column.getValue()));
            rows.add(Collections.unmodifiableMap(columns));
        }
        return new StatementResult(rows, QueryMeta.read(element.object("meta")));
    }
}
