package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * One SQL statement with its parameters, as an element of a D1 batch.
 *
 * @param sql one statement; D1 takes at most 100,000 bytes
 * @param parameters text, number or null for each {@code ?}; D1 takes at most 100
 */
public record SqlStatement(String sql, List<JsonNode> parameters) {
    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException when the SQL is blank or a parameter is a list or an object
     */
    public SqlStatement {
        parameters = List.copyOf(parameters);
        if (sql.isBlank() || parameters.stream().anyMatch(JsonNode::isContainerNode)) {
            throw new IllegalArgumentException(
                    "A D1 statement needs SQL, and parameters that are texts, numbers or null");
        }
    }

    /** A statement without parameters. */
    public static SqlStatement of(String sql) {
        return new SqlStatement(sql, List.of());
    }

    /** The same statement with one more parameter. */
    public SqlStatement bind(String value) {
        return with(TextNode.valueOf(value));
    }

    /** The same statement with one more parameter. */
    public SqlStatement bind(long value) {
        return with(LongNode.valueOf(value));
    }

    /** The same statement with one more parameter. */
    public SqlStatement bind(double value) {
        return with(DoubleNode.valueOf(value));
    }

    /** The same statement with one more parameter: NULL. */
    public SqlStatement bindNull() {
        return with(NullNode.getInstance());
    }

    private SqlStatement with(JsonNode value) {
        return new SqlStatement(
                sql, Stream.concat(parameters.stream(), Stream.of(value)).toList());
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("sql", sql);
        ArrayNode array = json.putArray("params");
        parameters.forEach(array::add);
        return json;
    }
}
