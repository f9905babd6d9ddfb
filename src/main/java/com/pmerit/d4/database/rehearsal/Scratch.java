package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.SchemaWatch;
import com.pmerit.d4.sql.StatementShape;
import com.pmerit.d4.sql.TableModel;
import com.pmerit.d4.sql.TableModel.ForeignKey;
import com.pmerit.d4.sql.Token;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A copy of a schema in memory, and what is known of it. */
final class Scratch implements AutoCloseable {
    private static final Set<String> WRITING = Set.of("insert", "replace", "update", "delete", "with");

    private final D1Database database;
    private final SchemaWatch watch;

    private Scratch(D1Database database, SchemaWatch watch) {
        this.database = database;
        this.watch = watch;
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
        return new Copy(Optional.of(new Scratch(database, SchemaWatch.of(database, bookkeeping))), "", "");
    }

    D1Database database() {
        return database;
    }

    SchemaWatch watch() {
        return watch;
    }

    Optional<Tally> tally(String table) throws SQLException {
        Optional<TableModel> model = watch.table(table);
        return model.isEmpty() ? Optional.empty() : Optional.of(Tally.of(database, model.get()));
    }

    /** The tables whose rows a statement may take away or change, by what refers to what and by what triggers mention. */
    Set<String> reach(List<Token> statement, StatementShape shape) {
        if (shape.verb().equals("with")) {
            return watch.tables().keySet();
        }
        boolean drops = shape.verb().equals("drop") && shape.object().equals("table");
        if (shape.target().isEmpty() || !(WRITING.contains(shape.verb()) || drops)) {
            return Set.of();
        }
        boolean adds = shape.verb().equals("insert") && statement.stream().noneMatch(token -> token.isWord("replace"));
        Map<String, Set<String>> children = adds ? Map.of() : children();
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(shape.target().get().folded()));
        while (!open.isEmpty()) {
            String table = open.pop();
            if (reached.add(table)) {
                open.addAll(children.getOrDefault(table, Set.of()));
                for (String name : watch.namesInTriggers(table)) {
                    if (watch.table(name).isPresent()) {
                        open.add(name);
                    }
                }
            }
        }
        return reached;
    }

    private Map<String, Set<String>> children() {
        Map<String, Set<String>> children = new HashMap<>();
        watch.tables().forEach((name, table) -> {
            for (ForeignKey key : table.foreignKeys()) {
                children.computeIfAbsent(key.parent().toLowerCase(Locale.ROOT), parent -> new HashSet<>())
                        .add(name);
            }
        });
        return children;
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
