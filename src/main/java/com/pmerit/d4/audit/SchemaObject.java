package com.pmerit.d4.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sql.Token;
import java.util.Map;
import java.util.Set;

/**
 * A row of the schema table.
 *
 * @param type {@code table}, {@code index}, {@code view} or {@code trigger}
 * @param name as it is written
 * @param table that it belongs to
 * @param sql that made it; empty for what SQLite makes by itself
 * @param kind of a table: {@code table}, {@code virtual} or {@code shadow}
 */
record SchemaObject(String type, String name, String table, String sql, String kind) {
    static SchemaObject of(Map<String, JsonNode> row, Map<String, String> kinds) {
        String name = text(row, "name");
        return new SchemaObject(
                text(row, "type"), name, text(row, "tbl_name"), text(row, "sql"), kinds.getOrDefault(name, ""));
    }

    boolean isTable() {
        return type.equals("table");
    }

    boolean isCloudflares() {
        return folded(name).startsWith("_cf_") || folded(table).startsWith("_cf_");
    }

    boolean isSqlites() {
        return folded(name).startsWith("sqlite_");
    }

    boolean isShadow() {
        return kind.equals("shadow");
    }

    boolean isVirtual() {
        return kind.equals("virtual");
    }

    /** Whether it is one of these tables, or belongs to one; names in lower case. */
    boolean isOf(Set<String> tables) {
        return tables.contains(folded(table));
    }

    boolean isNamed(String lowerCase) {
        return folded(name).equals(lowerCase);
    }

    static String text(Map<String, JsonNode> row, String column) {
        JsonNode value = row.get(column);
        return value == null || value.isNull() ? "" : value.asText();
    }

    static String folded(String text) {
        return Token.folded(text);
    }
}
