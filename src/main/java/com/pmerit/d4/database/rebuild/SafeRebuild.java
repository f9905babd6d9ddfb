package com.pmerit.d4.database.rebuild;

import com.pmerit.d4.database.rebuild.Schema.Text;
import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.Token;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the statements that give a table another definition and keep every row of it and of the tables that point to it.
 *
 * <p>D1 keeps foreign keys on in a migration, so that dropping a table deletes its rows first, with all that follows for its
 * children. Therefore the rows of all of them are laid aside in tables that no key points to, and put back. The statements are
 * meant for one transaction; they fail, and with them the whole file, if a count is not what it was.
 */
public final class SafeRebuild {
    private static final String STASH = "d4_stash_";
    private static final String NUMBER = "d4_rowid";
    private static final String CHECK = "d4_rebuild_check";
    private static final String SEQUENCE = "d4_stash_sequence";

    private final Schema schema;
    private final Table old;
    private final Table wanted;
    private final String definition;
    /** The tables that point to it, parents before their children, without itself. */
    private final List<String> below;

    private final List<String> statements = new ArrayList<>();

    private SafeRebuild(Schema schema, Table old, Table wanted, String definition) {
        this.schema = schema;
        this.old = old;
        this.wanted = wanted;
        this.definition = definition;
        this.below = parentsFirst(schema, old.key());
    }

    /** What can be said about a rebuild. */
    public sealed interface Rebuild {
        /**
         * It can be done.
         *
         * @param sql the statements in order, without semicolons
         * @param newColumns those that the table does not have yet: a database in which they hold something already would
         *     lose that by these statements
         */
        record Statements(List<String> sql, List<String> newColumns) implements Rebuild {
            /** Copies the lists. */
            public Statements {
                sql = List.copyOf(sql);
                newColumns = List.copyOf(newColumns);
            }
        }

        /**
         * It cannot be done without losing something, or at all.
         *
         * @param why for a person
         */
        record Refused(String why) implements Rebuild {}
    }

    /**
     * Writes a rebuild.
     *
     * @param database has the schema as it is; its rows do not matter, and it is only read
     * @param table the table that is to be another one
     * @param definition the {@code CREATE TABLE} that it is to have, under the same name
     * @throws SQLException when SQLite cannot be asked
     */
    public static Rebuild of(D1Database database, String table, String definition) throws SQLException {
        Schema schema = Schema.of(database);
        Optional<Table> old = schema.table(table);
        if (old.isEmpty()) {
            return new Rebuild.Refused("there is no table " + table);
        }
        try (D1Database beside = D1Database.inMemory()) {
            if (beside.run(List.of(D1Statement.of(definition))) instanceof D1Outcome.RolledBack refused) {
                return new Rebuild.Refused("SQLite refuses the definition: " + refused.message());
            }
            Optional<Table> wanted = Schema.of(beside).table(table);
            return wanted.isEmpty()
                    ? new Rebuild.Refused("the definition makes no table " + table)
                    : new SafeRebuild(schema, old.get(), wanted.get(), definition).write();
        }
    }

    private Rebuild write() {
        Optional<String> objection = objection();
        if (objection.isPresent()) {
            return new Rebuild.Refused(objection.get());
        }
        add("PRAGMA defer_foreign_keys = ON");
        layAside();
        takeAway();
        add(definition);
        putBack();
        compare();
        cleanUp();
        return new Rebuild.Statements(
                statements,
                wanted.columns().stream()
                        .filter(column -> !column.generated())
                        .map(Column::name)
                        .filter(name -> old.column(name).isEmpty())
                        .toList());
    }

    private Optional<String> objection() {
        for (Column column : old.columns()) {
            if (!column.generated() && wanted.column(column.name()).isEmpty()) {
                return Optional.of("the column " + column.name() + " would be lost with what it holds");
            }
        }
        for (Column column : wanted.columns()) {
            if (column.required() && old.column(column.name()).isEmpty()) {
                return Optional.of("the column " + column.name() + " is new, NOT NULL and has no default");
            }
        }
        return circles().stream()
                .filter(reference -> nullable(reference).isEmpty())
                .findFirst()
                .map(reference -> "the foreign key of " + reference.child() + " to " + reference.parent()
                        + " is RESTRICT, NOT NULL and part of a circle: no order of deleting works");
    }

    private void layAside() {
        for (Table table : all()) {
            String number = table.hiddenRowid()
                    .map(rowid -> rowid + " AS " + NUMBER + ", ")
                    .orElse("");
            add("CREATE TABLE " + stash(table) + " AS SELECT " + number + Names.list(table.stored()) + " FROM "
                    + Names.quoted(table.name()));
        }
        if (old.autoincrement()) {
            add("CREATE TABLE " + SEQUENCE + " AS SELECT seq FROM sqlite_sequence WHERE name = "
                    + Names.literal(old.name()));
        }
    }

    private void takeAway() {
        for (Text trigger : triggers()) {
            add("DROP TRIGGER " + Names.quoted(trigger.name()));
        }
        for (Reference reference : circles()) {
            String nulls = String.join(
                    ", ",
                    nullable(reference).stream()
                            .map(name -> Names.quoted(name) + " = NULL")
                            .toList());
            add("UPDATE " + Names.quoted(name(reference.child())) + " SET " + nulls);
        }
        List<String> childrenFirst = new ArrayList<>(below);
        Collections.reverse(childrenFirst);
        for (String table : childrenFirst) {
            add("DELETE FROM " + Names.quoted(name(table)));
        }
        add("DELETE FROM " + Names.quoted(old.name()));
        add("DROP TABLE " + Names.quoted(old.name()));
    }

    private void putBack() {
        fill(wanted, old, old.hiddenRowid().isPresent() ? wanted.hiddenRowid() : Optional.empty());
        for (String name : below) {
            Table table = table(name);
            fill(table, table, table.hiddenRowid());
        }
        if (old.autoincrement() && wanted.autoincrement()) {
            String sequence = "(SELECT max(seq) FROM " + SEQUENCE + ")";
            String named = " WHERE name = " + Names.literal(wanted.name());
            add("DELETE FROM sqlite_sequence" + named);
            add("INSERT INTO sqlite_sequence (name, seq) SELECT " + Names.literal(wanted.name()) + ", seq FROM "
                    + SEQUENCE + " WHERE seq = " + sequence);
        }
        schema.of("index", old.key()).forEach(index -> add(index.sql()));
        triggers().forEach(trigger -> add(trigger.sql()));
    }

    private void fill(Table into, Table from, Optional<String> rowid) {
        List<String> columns = into.columns().stream()
                .filter(column -> !column.generated())
                .flatMap(column -> from.column(column.name()).stream())
                .filter(column -> !column.generated())
                .map(Column::name)
                .toList();
        String number = rowid.map(name -> name + ", ").orElse("");
        add("INSERT INTO " + Names.quoted(into.name()) + " (" + number + Names.list(columns) + ") SELECT "
                + (number.isEmpty() ? "" : NUMBER + ", ") + Names.list(columns) + " FROM " + stash(from));
    }

    /** A row that breaks a constraint, because D1 denies the functions that could raise an error. */
    private void compare() {
        add("CREATE TABLE " + CHECK + " (kept INTEGER NOT NULL CONSTRAINT d4_rows_were_lost CHECK (kept = 1))");
        for (Table table : all()) {
            add("INSERT INTO " + CHECK + " SELECT (SELECT count(*) FROM " + Names.quoted(table.name())
                    + ") = (SELECT count(*) FROM " + stash(table) + ")");
        }
    }

    private void cleanUp() {
        all().forEach(table -> add("DROP TABLE " + stash(table)));
        if (old.autoincrement()) {
            add("DROP TABLE " + SEQUENCE);
        }
        add("DROP TABLE " + CHECK);
    }

    private List<Table> all() {
        List<Table> all = new ArrayList<>(List.of(old));
        below.forEach(name -> all.add(table(name)));
        return all;
    }

    private List<Text> triggers() {
        return all().stream()
                .flatMap(table -> schema.of("trigger", table.key()).stream())
                .toList();
    }

    /** Keys that would forbid every order of deleting. */
    private List<Reference> circles() {
        Set<String> concerned = new LinkedHashSet<>(below);
        concerned.add(old.key());
        return schema.references().stream()
                .filter(Reference::restricts)
                .filter(reference -> concerned.contains(reference.child()) && concerned.contains(reference.parent()))
                .filter(reference -> schema.below(reference.child()).contains(reference.parent()))
                .toList();
    }

    private List<String> nullable(Reference reference) {
        Table child = table(reference.child());
        return reference.columns().stream()
                .filter(name -> child.column(name).filter(Column::nullable).isPresent())
                .toList();
    }

    private static List<String> parentsFirst(Schema schema, String table) {
        Set<String> left = new LinkedHashSet<>(schema.below(table));
        left.remove(table);
        List<String> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            String next = left.stream()
                    .filter(name -> schema.references().stream()
                            .filter(reference -> reference.child().equals(name))
                            .noneMatch(
                                    reference -> !reference.parent().equals(name) && left.contains(reference.parent())))
                    .findFirst()
                    .orElseGet(() -> left.iterator().next());
            ordered.add(next);
            left.remove(next);
        }
        return ordered;
    }

    private Table table(String key) {
        return schema.table(key).orElseThrow();
    }

    private String name(String key) {
        return table(key).name();
    }

    private static String stash(Table table) {
        return Names.quoted(STASH + Token.folded(table.name()));
    }

    private void add(String sql) {
        statements.add(sql);
    }
}
