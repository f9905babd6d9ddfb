package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one statement as lists of values.
 *
 * @param columns names, which may repeat
 * @param rows each as long as the columns
 * @param meta counters
 */
public record RawStatementResult(List<String> columns, List<List<JsonNode>> rows, QueryMeta meta) {
    /** Makes the lists unchangeable. */
    public RawStatementResult {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    static RawStatementResult read(Fields element) {
        Fields results = element.object("results");
        List<String> columns = results.texts("columns");
        List<List<JsonNode>> rows = new ArrayList<>();
        for (JsonNode row : results.any("rows")) {
            List<JsonNode> values = new ArrayList<>();
            row.forEach(values::add);
            if (!row.isArray() || values.size() != columns.size()) {
                throw new MalformedAnswerException("a row does not fit its " + columns.size() + " columns");
            }
            rows.add(List.copyOf(values));
        }
        return new RawStatementResult(columns, rows, QueryMeta.read(element.object("meta")));
    }
}
