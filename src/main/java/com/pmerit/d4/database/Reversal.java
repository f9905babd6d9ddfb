package com.pmerit.d4.database;

import com.pmerit.d4.database.SchemaShape.Item;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementShape;
import com.pmerit.d4.sql.StatementSplitter;
import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Leads a scratch database, which has run the whole history, to the schema that the history gives without one file, and keeps
 * the statements that did it. Each is tried before it is kept.
 */
final class Reversal {

    private final HistoryScratch scratch;
    private final SchemaShape wanted;
    private final Set<String> bookkeeping;
    private final List<String> lines = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();
    private int statements;

    Reversal(HistoryScratch scratch, SchemaShape wanted, Set<String> bookkeeping) {
        this.scratch = scratch;
        this.wanted = wanted;
        this.bookkeeping = bookkeeping;
    }

    /** Finds the statements. */
    void of(MigrationFile file) throws SQLException {
        renameBack(file);
        dropWhatIsNotWanted();
        tablesBack();
        columnsBack();
        makeAgain();
        noteRows(file);
        now().facts()
                .difference(wanted.facts())
                .forEach(difference -> losses.add("schema: " + difference.line("with this file", "before it")));
    }

    /** The lines of the scaffold: statements and comments. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** What no statement brings back, a sentence each. */
    List<String> losses() {
        return List.copyOf(losses);
    }

    boolean isEmpty() {
        return statements == 0;
    }

    private SchemaShape now() throws SQLException {
        return SchemaShape.of(scratch, bookkeeping);
    }

    private boolean keep(String comment, String sql) throws SQLException {
        Optional<String> refused = scratch.run(sql);
        if (refused.isPresent()) {
            losses.add("SQLite refuses " + MigrationRun.shown(sql) + ": " + refused.get());
            return false;
        }
        if (!comment.isEmpty()) {
            lines.add("-- " + comment);
        }
        // A statement may end in a comment, which would swallow a semicolon on its line.
        lines.add(sql + (sql.substring(sql.lastIndexOf('\n') + 1).contains("--") ? "\n;" : ";"));
        statements++;
        return true;
    }

    private void renameBack(MigrationFile file) throws SQLException {
        List<SqlStatement> backwards = new ArrayList<>(StatementSplitter.split(file.sql()));
        Collections.reverse(backwards);
        for (SqlStatement statement : backwards) {
            Optional<Rename> rename = Rename.of(Tokenizer.meaningfulTokens(statement.text()));
            if (rename.isPresent() && rename.get().isUndone(now(), wanted)) {
                keep("", rename.get().back());
            }
        }
    }

    private void dropWhatIsNotWanted() throws SQLException {
        for (String type : List.of("trigger", "view", "index")) {
            SchemaShape now = now();
            for (Item item : now.of(type)) {
                if (!now.agreesOn(item, wanted)) {
                    keep("", "DROP " + type.toUpperCase(Locale.ROOT) + " " + quoted(item.name()));
                }
            }
        }
    }

    private void tablesBack() throws SQLException {
        SchemaShape now = now();
        List<Item> left = new ArrayList<>(
                now.of("table").stream().filter(item -> !wanted.has(item)).toList());
        while (!left.isEmpty()) {
            Set<String> names =
                    left.stream().map(item -> Token.folded(item.name())).collect(Collectors.toSet());
            Item next = left.stream()
                    .filter(item -> !now.isParentOf(names, item.name()))
                    .findFirst()
                    .orElse(left.get(0));
            left.remove(next);
            keep("Every row of " + named(next.name()) + " goes with it.", "DROP TABLE " + quoted(next.name()));
        }
        for (Item item : wanted.of("table")) {
            if (!now.has(item)) {
                if (keep("Empty: its rows went when it was dropped.", item.sql())) {
                    losses.add("the rows of " + item.name() + ", which the file dropped");
                }
            }
        }
    }

    private void columnsBack() throws SQLException {
        SchemaShape now = now();
        for (Item table : wanted.of("table")) {
            if (!now.has(table)) {
                continue;
            }
            Set<String> missing = new HashSet<>(wanted.columns(table.name()));
            missing.removeAll(now.columns(table.name()));
            for (TableColumn column : TableColumn.of(table.sql(), missing)) {
                String sql = "ALTER TABLE " + quoted(table.name()) + " ADD COLUMN " + column.definition();
                Optional<String> refused = refusesOnRows(column.definition());
                if (refused.isPresent()) {
                    losses.add("column " + table.name() + "." + column.name()
                            + " cannot be added to a table that has rows: " + refused.get());
                } else if (keep("Without what stood in it.", sql)) {
                    losses.add("what stood in " + table.name() + "." + column.name() + ", which the file dropped");
                }
            }
            Set<String> added = new HashSet<>(now.columns(table.name()));
            added.removeAll(wanted.columns(table.name()));
            for (String column : added.stream().sorted().toList()) {
                keep(
                        "What stands in " + named(table.name() + "." + column) + " goes with it.",
                        "ALTER TABLE " + quoted(table.name()) + " DROP COLUMN " + quoted(column));
            }
        }
    }

    private Optional<String> refusesOnRows(String definition) throws SQLException {
        scratch.run("CREATE TABLE d4_probe (d4_probed INTEGER)");
        scratch.run("INSERT INTO d4_probe VALUES (1)");
        Optional<String> refused = scratch.run("ALTER TABLE d4_probe ADD COLUMN " + definition);
        scratch.run("DROP TABLE d4_probe");
        return refused.filter(words -> words.startsWith("Cannot add a"));
    }

    private void makeAgain() throws SQLException {
        for (String type : List.of("index", "view", "trigger")) {
            SchemaShape now = now();
            for (Item item : wanted.of(type)) {
                if (!now.agreesOn(item, wanted)) {
                    keep("", item.sql());
                }
            }
        }
    }

    private void noteRows(MigrationFile file) {
        for (SqlStatement statement : StatementSplitter.split(file.sql())) {
            if (StatementShape.of(Tokenizer.meaningfulTokens(statement.text())).writesRows()) {
                losses.add("what this did to rows: " + file.name() + ":" + statement.line() + ":" + statement.column()
                        + ": " + MigrationRun.shown(statement.text()));
            }
        }
    }

    /** A name on one line, as in a comment. */
    private static String named(String name) {
        return name.replaceAll("\\s+", " ");
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
