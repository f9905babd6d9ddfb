package com.pmerit.d4.database;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.contract.Database;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements that fail, and with them the batch that they lead, when a database is not as it was read: when its schema without
 * the tables that note what was done to it has another object, lacks one or has one with another text, or when its tracking
 * table lists other names. All of the schema counts, for a proof rests on what is not there as well.
 */
final class SchemaGuard {
    /** Texts go as JSON in one parameter; far below D1's limit of 2,000,000 bytes for one. */
    private static final int CHARACTERS_A_STATEMENT = 100_000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final TrackingTable tracking;
    private final List<String> bookkeeping;

    SchemaGuard(Database database) {
        this.tracking = new TrackingTable(database);
        this.bookkeeping = Bookkeeping.of(database).names().stream().sorted().toList();
    }

    /** Gives the texts of the schema in an order in which they can be run. */
    SqlStatement read() {
        return owned(SqlStatement.of("SELECT sql FROM sqlite_master WHERE " + own() + LiveSchema.IN_ORDER));
    }

    /**
     * The statements.
     *
     * @param schema the texts as they were read
     * @param tracked the names as they were read, each once; for NULL the empty text
     */
    List<SqlStatement> statements(List<String> schema, List<String> tracked) {
        List<SqlStatement> guards = new ArrayList<>();
        for (ArrayNode part : parts(schema)) {
            guards.add(MigrationLedger.failing("FROM json_each(?) AS was WHERE NOT EXISTS"
                            + " (SELECT 1 FROM sqlite_master AS now WHERE now.sql = was.value)")
                    .bind(part.toString()));
        }
        guards.add(owned(MigrationLedger.failing("WHERE (SELECT count(*) FROM sqlite_master WHERE " + own() + ") <> ?"))
                .bind(schema.size()));
        guards.add(MigrationLedger.failing(
                        "WHERE (SELECT count(DISTINCT coalesce(name, '')) FROM " + tracking.quoted() + ") <> ?")
                .bind(tracked.size()));
        for (ArrayNode part : parts(tracked)) {
            guards.add(MigrationLedger.failing("FROM json_each(?) AS was WHERE was.value NOT IN"
                            + " (SELECT coalesce(name, '') FROM " + tracking.quoted() + ")")
                    .bind(part.toString()));
        }
        return guards;
    }

    private String own() {
        return LiveSchema.ROWS + " AND lower(tbl_name) NOT IN (" + "?, ".repeat(bookkeeping.size() - 1) + "?)";
    }

    private SqlStatement owned(SqlStatement statement) {
        SqlStatement bound = statement;
        for (String table : bookkeeping) {
            bound = bound.bind(table);
        }
        return bound;
    }

    private static List<ArrayNode> parts(List<String> texts) {
        List<ArrayNode> parts = new ArrayList<>();
        ArrayNode part = JSON.arrayNode();
        int length = 0;
        for (String text : texts) {
            if (!part.isEmpty() && length + text.length() > CHARACTERS_A_STATEMENT) {
                parts.add(part);
                part = JSON.arrayNode();
                length = 0;
            }
            part.add(text);
            length += text.length();
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }
}
