package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What an export holds.
 *
 * @param schema CREATE statements
 * @param data INSERT statements
 * @param tables only these; all when empty
 */
public record ExportOptions(boolean schema, boolean data, List<String> tables) {
    /** Schema and data of all tables. */
    public static final ExportOptions EVERYTHING = new ExportOptions(true, true, List.of());

    /**
     * Checks that something is exported.
     *
     * @throws IllegalArgumentException when neither schema nor data are wanted
     */
    public ExportOptions {
        if (!schema && !data) {
            throw new IllegalArgumentException("An export needs the schema, the data or both");
        }
        tables = List.copyOf(tables);
    }

    ObjectNode toJson() {
        ObjectNode options = Json.object().put("no_schema", !schema).put("no_data", !data);
        tables.forEach(options.putArray("tables")::add);
        return options;
    }
}
