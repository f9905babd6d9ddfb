package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.SchemaWatch;
import com.pmerit.d4.sql.StatementShape;
import com.pmerit.d4.sql.TableModel;
import com.pmerit.d4.sql.Token;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A copy of a schema in memory, and what is known of it. */
final class Scratch implements AutoCloseable {
    private static final Set<String> WRITING = Set.of("insert", "replace", "update", "delete");

    /** A question has a column for each count, and there are at most 100 of those. */
    private static final int COUNTS_A_QUESTION = 100;

    private final D1Database database;
    private final Set<String> bookkeeping;
    private SchemaWatch watch;

    private Scratch(D1Database database, Set<String> bookkeeping) throws SQLException {
        this.database = database;
        this.bookkeeping = bookkeeping;
        this.watch = SchemaWatch.of(database, bookkeeping);
    }

    /** A database without a schema. */
    static Scratch empty(Set<String> bookkeeping) throws SQLException {
        return new Scratch(D1Database.inMemory(), bookkeeping);
    }

    /** A copy, or the statement that could not be run. */
    record Copy(Optional<Scratch> scratch, String refused, String words) {}

    /**
     * Makes a schema again, without rows.
     *
     * @param bookkeeping tables that are no part of the schema
     */
    static Copy of(List<String> statements, Set<String> bookkeeping) throws SQLException {
        D1Database database = D1Database.inMemory();
        for (String statement : statements) {
            if (database.run(List.of(D1Statement.of(statement))) instanceof D1Outcome.RolledBack refused) {
                database.close();
                return new Copy(Optional.empty(), statement, refused.message());
            }
        }
        return new Copy(Optional.of(new Scratch(database, bookkeeping)), "", "");
    }

    /**
     * Makes a schema again that was made once before, without rows.
     *
     * @throws SQLException also when it cannot be
     */
    static Scratch again(List<String> statements, Set<String> bookkeeping) throws SQLException {
        Copy copy = of(statements, bookkeeping);
        return copy.scratch()
                .orElseThrow(
                        () -> new SQLException("a copy could not be copied: " + copy.refused() + ": " + copy.words()));
    }

    D1Database database() {
        return database;
    }

    SchemaWatch watch() {
        return watch;
    }

    /** Reads the schema again after a transaction that changed it was rolled back. */
    void watchAnew() throws SQLException {
        watch = SchemaWatch.of(database, bookkeeping);
    }

    Optional<Tally> tally(String table) throws SQLException {
        Optional<TableModel> model = watch.table(table);
        return model.isEmpty() ? Optional.empty() : Optional.of(Tally.of(database, model.get()));
    }

    /** How many rows each table has, by its name in lower case. */
    Map<String, Long> rows() throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        List<String> tables = List.copyOf(watch.tables().keySet());
        for (int start = 0; start < tables.size(); start += COUNTS_A_QUESTION) {
            List<String> some = tables.subList(start, Math.min(tables.size(), start + COUNTS_A_QUESTION));
            List<@Nullable Object> counts = database.askOnce(some.stream()
                            .map(table -> "(SELECT count(*) FROM " + Names.quoted(table) + ")")
                            .collect(Collectors.joining(", ", "SELECT ", "")))
                    .get(0);
            for (int index = 0; index < some.size(); index++) {
                rows.put(some.get(index), ((Number) Objects.requireNonNull(counts.get(index))).longValue());
            }
        }
        return rows;
    }

    /** The tables whose rows a statement may take away or change, by what refers to what and by what triggers mention. */
    Set<String> reach(List<Token> statement, StatementShape shape) {
        Deque<String> open = new ArrayDeque<>(written(statement, shape));
        boolean adds = Set.of("insert", "update").contains(shape.verb())
                && statement.stream().noneMatch(token -> token.isWord("replace"));
        String target = shape.target().map(Token::folded).orElse("");
        Set<String> reached = new TreeSet<>();
        while (!open.isEmpty()) {
            String table = open.pop();
            if (reached.add(table)) {
                // What only adds or changes rows takes no children along, but a trigger of it may.
                open.addAll(adds && table.equals(target) ? Set.of() : watch.children(table));
                for (String name : watch.namesInTriggers(table)) {
                    if (watch.table(name).isPresent()) {
                        open.add(name);
                    }
                }
            }
        }
        return reached;
    }

    /** The tables that a statement itself may write to; behind a WITH any that it names. */
    private Set<String> written(List<Token> statement, StatementShape shape) {
        if (shape.verb().equals("with")) {
            return statement.stream()
                    .filter(Token::isName)
                    .map(Token::folded)
                    .filter(name -> watch.table(name).isPresent())
                    .collect(Collectors.toSet());
        }
        boolean drops = shape.verb().equals("drop") && shape.object().equals("table");
        return drops || WRITING.contains(shape.verb())
                ? shape.target().map(Token::folded).map(Set::of).orElse(Set.of())
                : Set.of();
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
