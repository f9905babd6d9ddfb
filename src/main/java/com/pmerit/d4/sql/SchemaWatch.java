package com.pmerit.d4.sql;

import com.pmerit.d4.sql.WatchedTable.Entry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows the schema of one database while statements change it, and reads again only what a statement changed. May be asked
 * within an open {@link D1Transaction}; after one was rolled back, a new watch is needed.
 */
public final class SchemaWatch {
    private static final String ENTRIES = "SELECT rowid, type, name, tbl_name, sql FROM sqlite_master";

    private final D1Database database;
    private final Set<String> leftOut;
    private final NavigableMap<Long, Entry> entries = new TreeMap<>();
    private final Map<String, Set<Long>> entriesOfTables = new HashMap<>();
    private final Map<String, WatchedTable> tables = new TreeMap<>();
    private final TableLinks children = new TableLinks();
    private final TableLinks dependents = new TableLinks();
    private Optional<Map<String, TableModel>> models = Optional.empty();
    private long version = -1;

    private SchemaWatch(D1Database database, Set<String> leftOut) {
        this.database = database;
        this.leftOut = leftOut;
    }

    /**
     * Reads the schema of a database.
     *
     * @param bookkeeping tables that are no part of the schema, such as {@code d1_migrations}; case does not matter
     * @throws SQLException when SQLite cannot tell
     */
    public static SchemaWatch of(D1Database database, Set<String> bookkeeping) throws SQLException {
        Set<String> leftOut = bookkeeping.stream().map(Token::folded).collect(Collectors.toSet());
        SchemaWatch watch = new SchemaWatch(database, leftOut);
        watch.version = watch.schemaVersion();
        watch.reread(watch.compareAll());
        return watch;
    }

    /**
     * Reads again what a statement changed that has just run.
     *
     * @throws SQLException when SQLite cannot tell
     */
    public SchemaChange after(String statement) throws SQLException {
        long now = schemaVersion();
        if (now == version) {
            return SchemaChange.NONE;
        }
        version = now;
        return reread(touched(Tokenizer.meaningfulTokens(statement)));
    }

    /** All facts, as {@link SchemaFacts#of} would read them now. */
    public SchemaFacts facts() {
        List<SchemaFact> facts = new ArrayList<>();
        tables.values().forEach(table -> facts.addAll(table.facts()));
        return new SchemaFacts(facts);
    }

    /** The tables, virtual ones among them, by name in lower case. */
    public Map<String, TableModel> tables() {
        if (models.isEmpty()) {
            Map<String, TableModel> all = new TreeMap<>();
            tables.forEach((name, table) -> table.model().ifPresent(model -> all.put(name, model)));
            models = Optional.of(Collections.unmodifiableMap(all));
        }
        return models.get();
    }

    /** The table of this name, in whatever case; nothing for a view. */
    public Optional<TableModel> table(String name) {
        return Optional.ofNullable(tables.get(Token.folded(name))).flatMap(WatchedTable::model);
    }

    /** The tables, in lower case, that have a foreign key to this one. */
    public Set<String> children(String table) {
        return children.to(Token.folded(table));
    }

    /** All names that stand in the triggers of a table or view, in lower case: what they may write to is among them. */
    public Set<String> namesInTriggers(String table) {
        WatchedTable watched = tables.get(Token.folded(table));
        return watched == null ? Set.of() : watched.namesInTriggers();
    }

    /**
     * The statements that make the schema again, in an order in which they can be run; SQLite's own tables, those in which
     * virtual tables keep their rows and bookkeeping are left out.
     */
    public List<String> statements() {
        List<String> statements = new ArrayList<>();
        for (String type : List.of("table", "index", "view", "trigger")) {
            for (Entry entry : entries.values()) {
                WatchedTable table = tables.get(entry.owner());
                if (entry.type().equals(type) && table != null && !table.isShadow()) {
                    entry.sql().ifPresent(statements::add);
                }
            }
        }
        return List.copyOf(statements);
    }

    private long schemaVersion() throws SQLException {
        Object value = database.ask("PRAGMA schema_version").get(0).get(0);
        return ((Number) Objects.requireNonNull(value)).longValue();
    }

    /** The tables whose entries in the schema table the statement changed. */
    private Set<String> touched(List<Token> tokens) throws SQLException {
        StatementShape shape = StatementShape.of(tokens);
        Optional<Token> target = shape.target();
        if (shape.verb().equals("create")) {
            // SQLite appends what is new.
            long last = entries.isEmpty() ? 0 : entries.lastKey();
            return appended(database.ask(ENTRIES + " WHERE rowid > ?", last));
        }
        if (target.isEmpty()) {
            return compareAll();
        }
        String name = target.get().folded();
        if (shape.verb().equals("drop") && Set.of("index", "trigger").contains(shape.object())) {
            Optional<String> owner = entries.values().stream()
                    .filter(entry -> entry.type().equals(shape.object()))
                    .filter(entry -> entry.name().equalsIgnoreCase(name))
                    .map(Entry::owner)
                    .findFirst();
            return owner.isPresent() ? compare(owner.get()) : compareAll();
        }
        boolean virtual = table(name).filter(TableModel::virtual).isPresent();
        int deed = tokens.indexOf(target.get()) + 1;
        // A renamed or dropped column makes SQLite rewrite other entries too.
        boolean ownEntryOnly = shape.verb().equals("drop")
                || (shape.verb().equals("alter")
                        && deed < tokens.size()
                        && tokens.get(deed).isWord("add"));
        return ownEntryOnly && !virtual ? compare(name) : compareAll();
    }

    private Set<String> appended(List<List<@Nullable Object>> rows) {
        Set<String> touched = new TreeSet<>();
        for (List<@Nullable Object> row : rows) {
            Entry entry = Entry.of(row);
            if (isPartOfTheSchema(entry)) {
                put(entry, touched);
            }
        }
        return touched;
    }

    private Set<String> compare(String owner) throws SQLException {
        return compare(
                database.ask(ENTRIES + " WHERE tbl_name = ? COLLATE NOCASE", owner),
                entriesOfTables.getOrDefault(owner, Set.of()));
    }

    private Set<String> compareAll() throws SQLException {
        return compare(database.ask(ENTRIES), entries.keySet());
    }

    private Set<String> compare(List<List<@Nullable Object>> rows, Collection<Long> known) {
        Set<Long> gone = new HashSet<>(known);
        Set<String> touched = new TreeSet<>();
        for (List<@Nullable Object> row : rows) {
            Entry entry = Entry.of(row);
            gone.remove(entry.row());
            if (isPartOfTheSchema(entry)) {
                put(entry, touched);
            } else {
                // A rename may have taken it out.
                remove(entry.row(), touched);
            }
        }
        gone.forEach(row -> remove(row, touched));
        return touched;
    }

    private boolean isPartOfTheSchema(Entry entry) {
        return !entry.owner().startsWith("sqlite_") && !leftOut.contains(entry.owner());
    }

    private void put(Entry entry, Set<String> touched) {
        Entry before = entries.get(entry.row());
        if (entry.equals(before)) {
            return;
        }
        remove(entry.row(), touched);
        entries.put(entry.row(), entry);
        entriesOfTables.computeIfAbsent(entry.owner(), owner -> new TreeSet<>()).add(entry.row());
        touched.add(entry.owner());
    }

    private void remove(long row, Set<String> touched) {
        Entry before = entries.remove(row);
        if (before != null) {
            touched.add(before.owner());
            entriesOfTables.getOrDefault(before.owner(), Set.of()).remove(row);
        }
    }

    private SchemaChange reread(Set<String> touched) throws SQLException {
        models = Optional.empty();
        List<SchemaFact> before = new ArrayList<>();
        for (String name : touched) {
            take(name).ifPresent(old -> before.addAll(old.facts()));
            List<Entry> own = entriesOfTables.getOrDefault(name, Set.of()).stream()
                    .map(row -> Objects.requireNonNull(entries.get(row)))
                    .toList();
            if (!own.isEmpty()) {
                WatchedTable.read(database, name, own).ifPresent(table -> put(name, table));
            }
        }
        Set<String> concerned = new TreeSet<>(touched);
        touched.forEach(name -> concerned.addAll(dependents.to(name)));
        CanonicalSql canonical = new CanonicalSql(this::columns);
        List<SchemaFact> now = new ArrayList<>();
        for (String name : concerned) {
            WatchedTable table = tables.get(name);
            if (table != null) {
                before.addAll(touched.contains(name) ? List.of() : table.facts());
                table.understand(canonical, this::primaryKey);
                now.addAll(table.facts());
            }
        }
        return SchemaChange.between(before, now);
    }

    private Optional<WatchedTable> take(String name) {
        Optional<WatchedTable> old = Optional.ofNullable(tables.remove(name));
        old.ifPresent(table -> {
            children.remove(name, table.parents());
            dependents.remove(name, table.dependsOn());
        });
        return old;
    }

    private void put(String name, WatchedTable table) {
        tables.put(name, table);
        children.add(name, table.parents());
        dependents.add(name, table.dependsOn());
    }

    private Set<String> columns(String table) {
        WatchedTable watched = tables.get(table);
        return watched == null ? Set.of() : watched.columnNames();
    }

    private List<String> primaryKey(String table) {
        WatchedTable parent = tables.get(table);
        return parent == null ? List.of() : parent.primaryKey();
    }
}
