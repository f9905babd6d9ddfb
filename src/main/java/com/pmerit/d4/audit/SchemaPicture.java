package com.pmerit.d4.audit;

import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.SchemaWatch;
import com.pmerit.d4.sql.TableModel;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The project's tables of one database, as a diagram shows them.
 *
 * @param tables by name in lower case; d4's own and wrangler's left out
 * @param trouble why they could not be told; there are none then
 */
public record SchemaPicture(List<Table> tables, Optional<String> trouble) {
    /** A database without tables. */
    public static final SchemaPicture EMPTY = new SchemaPicture(List.of(), Optional.empty());

    /** Copies the list. */
    public SchemaPicture {
        tables = List.copyOf(tables);
    }

    /**
     * A table.
     *
     * @param name as it is written
     * @param virtual whether a module such as FTS5 keeps its rows
     * @param columns in their order
     * @param foreignKeys in SQLite's order
     */
    public record Table(String name, boolean virtual, List<Column> columns, List<ForeignKey> foreignKeys) {
        /** Copies the lists. */
        public Table {
            columns = List.copyOf(columns);
            foreignKeys = List.copyOf(foreignKeys);
        }

        private static Table of(TableModel model) {
            return new Table(
                    model.name(),
                    model.virtual(),
                    model.columns().stream()
                            .map(column ->
                                    new Column(column.name(), column.type(), column.notNull(), column.primaryKey() > 0))
                            .toList(),
                    model.foreignKeys().stream()
                            .map(key -> new ForeignKey(key.columns(), key.parent(), key.parentColumns()))
                            .toList());
        }
    }

    /**
     * A column.
     *
     * @param type as declared, possibly empty
     * @param notNull whether it is declared so
     * @param primaryKey whether it is of the primary key
     */
    public record Column(String name, String type, boolean notNull, boolean primaryKey) {}

    /**
     * A foreign key.
     *
     * @param columns of the table that has it
     * @param parent the table it refers to, which need not exist
     * @param parentColumns those it refers to; none when it names none and the parent does not exist
     */
    public record ForeignKey(List<String> columns, String parent, List<String> parentColumns) {
        /** Copies the lists. */
        public ForeignKey {
            columns = List.copyOf(columns);
            parentColumns = List.copyOf(parentColumns);
        }
    }

    /** What a live schema looks like, made again in memory. */
    static SchemaPicture of(LiveContents schema) {
        List<D1Statement> statements = schema.replayable().stream()
                .map(object -> D1Statement.of(object.sql()))
                .toList();
        if (statements.isEmpty()) {
            return EMPTY;
        }
        try (D1Database database = D1Database.inMemory()) {
            if (database.run(statements) instanceof D1Outcome.RolledBack refused) {
                return unknown("the schema cannot be made again: " + refused.message());
            }
            return new SchemaPicture(
                    SchemaWatch.of(database, schema.bookkeeping().names()).tables().values().stream()
                            .map(Table::of)
                            .toList(),
                    Optional.empty());
        } catch (SQLException broken) {
            return unknown("SQLite cannot be asked on this machine: " + broken);
        }
    }

    private static SchemaPicture unknown(String why) {
        return new SchemaPicture(List.of(), Optional.of(why));
    }
}
