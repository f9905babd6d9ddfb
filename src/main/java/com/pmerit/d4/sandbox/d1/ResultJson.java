package com.pmerit.d4.sandbox.d1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sql.D1Result;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Results as D1's answers carry them. */
final class ResultJson {
    private static final double NANOS_PER_MILLI = 1e6;

    private ResultJson() {}

    /** One element of the answer: the rows in the given form, whether it succeeded, and the meta data. */
    static ObjectNode element(D1Result result, Form form) {
        ObjectNode element = Json.mapper().createObjectNode();
        element.set("results", form.writer.apply(result));
        element.put("success", true);
        element.set("meta", meta(result));
        return element;
    }

    /** What D1 tells about the running of a statement; the durations are milliseconds. */
    static ObjectNode meta(D1Result result) {
        double millis = result.duration().toNanos() / NANOS_PER_MILLI;
        ObjectNode meta = Json.mapper().createObjectNode();
        meta.put("served_by", "d4-sandbox")
                .put("served_by_region", DatabaseRecord.USUAL_REGION)
                .put("served_by_primary", true);
        meta.putObject("timings").put("sql_duration_ms", millis);
        return meta.put("duration", millis)
                .put("changes", result.changes())
                .put("last_row_id", result.lastRowId())
                .put("changed_db", result.changedDatabase())
                .put("size_after", result.sizeAfter())
                .put("rows_read", result.rowsRead())
                .put("rows_written", result.rowsWritten())
                .put("total_attempts", 1);
    }

    /** In which form rows are written. */
    enum Form {
        /** An object a row; of two columns with the same name the last one counts. */
        OBJECTS(ResultJson::objects),
        /** {@code {"columns":[…],"rows":[[…]]}}. */
        COLUMNS_AND_ROWS(ResultJson::columnsAndRows),
        /** No rows at all. */
        NONE(result -> Json.mapper().createArrayNode());

        @SuppressWarnings("ImmutableEnumChecker") // each constant has a method reference, which holds no state
        private final Function<D1Result, JsonNode> writer;

        Form(Function<D1Result, JsonNode> writer) {
            this.writer = writer;
        }
    }

    private static ArrayNode objects(D1Result result) {
        ArrayNode rows = Json.mapper().createArrayNode();
        for (List<@Nullable Object> row : result.rows()) {
            ObjectNode object = rows.addObject();
            for (int column = 0; column < row.size(); column++) {
                object.set(result.columns().get(column), JsonValues.write(row.get(column)));
            }
        }
        return rows;
    }

    private static ObjectNode columnsAndRows(D1Result result) {
        ObjectNode table = Json.mapper().createObjectNode();
        ArrayNode columns = table.putArray("columns");
        result.columns().forEach(columns::add);
        ArrayNode rows = table.putArray("rows");
        for (List<@Nullable Object> row : result.rows()) {
            ArrayNode values = rows.addArray();
            row.forEach(value -> values.add(JsonValues.write(value)));
        }
        return table;
    }
}
