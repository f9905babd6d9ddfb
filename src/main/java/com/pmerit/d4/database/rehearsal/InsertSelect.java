package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.sql.StatementShape;
import com.pmerit.d4.sql.TableModel;
import com.pmerit.d4.sql.TableModel.Column;
import com.pmerit.d4.sql.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An {@code INSERT INTO … SELECT …} that has to satisfy every constraint of its table.
 *
 * @param table that takes the rows
 * @param columns that the query gives, in its order
 * @param query what gives the rows
 * @param plain for each column, by its name in lower case, the column that the query takes it from as it is; only of a query
 *     that takes them from one table
 */
record InsertSelect(TableModel table, List<String> columns, Clause query, Map<String, String> plain) {
    InsertSelect {
        columns = List.copyOf(columns);
        plain = Map.copyOf(plain);
    }

    /**
     * Reads a statement; nothing for another one, and for one that does not fail on what a constraint refuses.
     *
     * @param table that it writes to
     * @param source the table that its query takes all rows from, if it is one
     */
    static Optional<InsertSelect> of(
            Clause statement, StatementShape shape, TableModel table, Optional<TableModel> source) {
        int at = shape.target().map(statement.tokens()::indexOf).orElse(-1) + 1;
        boolean plainInsert = shape.verb().equals("insert") && !statement.isWord(shape.verbIndex() + 1, "or");
        if (!plainInsert || at == 0 || table.virtual()) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>();
        if (statement.isOperator(at, "(")) {
            int close = statement.closing(at);
            statement
                    .tokens()
                    .subList(at + 1, Math.min(close, statement.tokens().size()))
                    .stream()
                    .filter(Token::isName)
                    .forEach(token -> columns.add(token.value()));
            at = close + 1;
        } else {
            table.columns().stream()
                    .filter(column -> !column.generated())
                    .forEach(column -> columns.add(column.name()));
        }
        if (!statement.isWord(at, "select") && !statement.isWord(at, "with")) {
            return Optional.empty();
        }
        Clause query = statement.from(at);
        query = query.outside("returning").map(query::until).orElse(query);
        return query.outside("conflict").isPresent()
                ? Optional.empty()
                : Optional.of(new InsertSelect(table, columns, query, plain(columns, query, source)));
    }

    private static Map<String, String> plain(List<String> columns, Clause query, Optional<TableModel> source) {
        Optional<Integer> from = query.outside("from");
        boolean simple = source.isPresent()
                && from.isPresent()
                && query.isWord(0, "select")
                && query.outside(Set.of("union", "group")).isEmpty()
                && isAlone(source.get(), query.from(from.get() + 1));
        if (!simple) {
            return Map.of();
        }
        List<String> taken = new ArrayList<>();
        for (Clause item : query.until(from.get()).from(1).items()) {
            if (item.tokens().size() == 1 && item.isOperator(0, "*")) {
                source.get().columns().stream()
                        .filter(column -> !column.generated())
                        .map(Column::name)
                        .forEach(taken::add);
            } else {
                taken.add(column(item));
            }
        }
        Map<String, String> plain = new HashMap<>();
        for (int index = 0; index < Math.min(columns.size(), taken.size()); index++) {
            if (source.get().column(taken.get(index)).isPresent()) {
                plain.put(Token.folded(columns.get(index)), taken.get(index));
            }
        }
        return plain;
    }

    /** Whether it is the table itself and no other beside it, which could repeat rows or bring NULLs. */
    private static boolean isAlone(TableModel source, Clause from) {
        return from.tokens().stream()
                        .findFirst()
                        .filter(first -> first.isName() && first.folded().equals(Token.folded(source.name())))
                        .isPresent()
                && from.items().size() == 1
                && from.outside("join").isEmpty();
    }

    /** The column that an item names, alone or behind its table; empty for an expression. */
    private static String column(Clause item) {
        boolean alone = item.tokens().size() == 1;
        boolean qualified = item.tokens().size() == 3 && item.isOperator(1, ".");
        Token last =
                item.tokens().isEmpty() ? null : item.tokens().get(item.tokens().size() - 1);
        return last != null && last.isName() && (alone || qualified) ? last.value() : "";
    }

    /** Where each of these columns comes from as it is; nothing when one of them does not. */
    Optional<List<String>> from(List<String> named) {
        List<String> sources = new ArrayList<>();
        for (String column : named) {
            String source = plain.get(Token.folded(column));
            if (source == null) {
                return Optional.empty();
            }
            sources.add(source);
        }
        return Optional.of(sources);
    }

    boolean gives(String column) {
        return columns.stream().anyMatch(column::equalsIgnoreCase);
    }

    /** The rows as the table will hold them: a query to be put into brackets, with the defaults of what is not given. */
    String rows(String select) {
        StringBuilder defaults = new StringBuilder("*");
        for (Column column : table.columns()) {
            if (!gives(column.name()) && !column.generated() && !isRowid(column)) {
                defaults.append(", (")
                        .append(column.defaultValue().orElse("NULL"))
                        .append(") AS ")
                        .append(Names.quoted(column.name()));
            }
        }
        return "WITH \"d4_given\"(" + Names.list(columns) + ") AS (" + query.written()
                + "), \"d4_incoming\" AS (SELECT " + defaults + " FROM \"d4_given\") " + select;
    }

    /** An INTEGER PRIMARY KEY that is not given numbers itself. */
    boolean isRowid(Column column) {
        return column.primaryKey() == 1
                && column.type().equalsIgnoreCase("INTEGER")
                && table.primaryKey().size() == 1;
    }
}
