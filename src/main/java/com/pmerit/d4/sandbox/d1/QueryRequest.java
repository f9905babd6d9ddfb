package com.pmerit.d4.sandbox.d1;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sql.D1Script;
import com.pmerit.d4.sql.D1Statement;
import java.util.ArrayList;
import java.util.List;

/** The body of {@code /query} and {@code /raw}: {@code {"sql","params"}} or {@code {"batch":[{"sql","params"}]}}. */
final class QueryRequest {
    private QueryRequest() {}

    /**
     * All statements of the body, in order.
     *
     * @throws Refusal 400 when the body is of neither shape or holds no statement
     */
    static List<D1Statement> statements(JsonNode body) {
        Fields fields = new Fields(body, "the query");
        List<D1Statement> statements = new ArrayList<>();
        if (fields.has("batch")) {
            fields.elements("batch").forEach(element -> statements.addAll(script(new Fields(element, "the batch"))));
            fields.refuseOthers();
        } else {
            statements.addAll(script(fields));
        }
        if (statements.isEmpty()) {
            throw Refusal.of(400, 7500, "No SQL statements detected.");
        }
        return statements;
    }

    private static List<D1Statement> script(Fields fields) {
        String sql = fields.text("sql");
        List<JsonNode> parameters = fields.elements("params");
        fields.refuseOthers();
        return D1Script.statements(sql, JsonValues.read(parameters));
    }
}
