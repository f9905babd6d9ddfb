package com.pmerit.d4.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.audit.SchemaPicture;
import java.util.List;
import java.util.function.UnaryOperator;

/** Renders the tables of a database within {@code audit.json}. */
final class SchemaJson {
    private final UnaryOperator<String> mask;

    SchemaJson(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    void write(ObjectNode node, SchemaPicture schema) {
        schema.trouble().ifPresent(why -> node.put("unreadable", mask.apply(why)));
        ArrayNode tables = node.putArray("tables");
        schema.tables().forEach(table -> write(tables.addObject(), table));
    }

    private void write(ObjectNode node, SchemaPicture.Table table) {
        node.put("name", mask.apply(table.name())).put("virtual", table.virtual());
        ArrayNode columns = node.putArray("columns");
        table.columns()
                .forEach(column -> columns.addObject()
                        .put("name", mask.apply(column.name()))
                        .put("type", mask.apply(column.type()))
                        .put("notNull", column.notNull())
                        .put("primaryKey", column.primaryKey()));
        ArrayNode keys = node.putArray("foreignKeys");
        table.foreignKeys().forEach(key -> write(keys.addObject(), key));
    }

    private void write(ObjectNode node, SchemaPicture.ForeignKey key) {
        texts(node.putArray("columns"), key.columns());
        node.put("parent", mask.apply(key.parent()));
        texts(node.putArray("parentColumns"), key.parentColumns());
    }

    private void texts(ArrayNode array, List<String> texts) {
        texts.forEach(text -> array.add(mask.apply(text)));
    }
}
