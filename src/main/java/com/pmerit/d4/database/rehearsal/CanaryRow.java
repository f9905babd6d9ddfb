package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.D1Transaction;
import com.pmerit.d4.sql.D1Transaction.Step;
import com.pmerit.d4.sql.TableModel;
import com.pmerit.d4.sql.TableModel.Column;
import com.pmerit.d4.sql.TableModel.ForeignKey;
import com.pmerit.d4.sql.Token;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One row to be put into a table: for each column the values that may do, and SQLite to say which of them do. */
final class CanaryRow {
    private static final int ATTEMPTS = 80;
    private static final int PARENTS = 5;
    private static final String UNIQUE = "UNIQUE constraint failed: ";
    private static final Pattern BETWEEN_NAMES = Pattern.compile(", ");

    private final D1Database database;
    private final TableModel table;
    private final int row;
    private final List<Slot> slots = new ArrayList<>();
    private final List<ForeignKey> withoutParent = new ArrayList<>();
    private final Map<String, String> given;

    CanaryRow(D1Database database, TableModel table, int row, Map<String, String> given) throws SQLException {
        this.database = database;
        this.table = table;
        this.row = row;
        this.given = new HashMap<>(given);
        Set<String> covered = new HashSet<>(given.keySet());
        List<ForeignKey> keys = new ArrayList<>(table.foreignKeys());
        keys.sort(Comparator.comparing(key -> -key.columns().size()));
        for (ForeignKey key : keys) {
            List<String> columns = key.columns().stream().map(CanaryRow::folded).toList();
            if (columns.stream().noneMatch(covered::contains)) {
                List<List<String>> parents = parents(key);
                if (parents.isEmpty()) {
                    withoutParent.add(key);
                } else {
                    slots.add(new Slot(key.columns(), parents, true));
                }
                covered.addAll(columns);
            }
        }
        for (Column column : table.columns()) {
            if (!covered.contains(folded(column.name())) && !column.generated() && !isRowid(column)) {
                slots.add(new Slot(
                        List.of(column.name()),
                        allowed(column).stream().map(List::of).toList(),
                        false));
            }
        }
    }

    /** The foreign keys that must refer to a row while the parent has none. */
    List<ForeignKey> keysWithoutParent() {
        return withoutParent;
    }

    /** Gives a column its value. */
    void give(String column, String literal) {
        given.put(folded(column), literal);
    }

    /** A value for a column that another row refers to before this one exists. */
    static String keyValue(TableModel parent, String column) {
        Optional<Column> found = parent.column(column);
        return found.map(each -> CanaryValues.of(parent, each, List.of(), 0).get(0))
                .orElse("NULL");
    }

    /** Puts it in; tells why none of the values did. */
    Optional<String> insert(D1Transaction transaction) throws SQLException {
        Optional<Slot> hopeless =
                slots.stream().filter(slot -> slot.values.isEmpty()).findFirst();
        if (hopeless.isPresent()) {
            return Optional.of(
                    "no value was found for " + String.join(", ", hopeless.get().columns) + " that its checks allow");
        }
        String words = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Step step = transaction.run(D1Statement.of(sql()));
            if (step instanceof Step.Ran) {
                return Optional.empty();
            }
            words = ((Step.Refused) step).message();
            if (!advance(words)) {
                break;
            }
        }
        return Optional.of(words);
    }

    private String sql() {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        given.forEach((column, literal) -> {
            columns.add(column);
            values.add(literal);
        });
        for (Slot slot : slots) {
            columns.addAll(slot.columns);
            values.addAll(slot.current());
        }
        return columns.isEmpty()
                ? "INSERT INTO " + Names.quoted(table.name()) + " DEFAULT VALUES"
                : "INSERT INTO " + Names.quoted(table.name()) + " (" + Names.list(columns) + ") VALUES ("
                        + String.join(", ", values) + ")";
    }

    /** Takes the next combination of those columns that the refusal is about, as far as its words tell. */
    private boolean advance(String words) {
        Set<String> blamed = new HashSet<>();
        if (words.startsWith(UNIQUE)) {
            int end = words.indexOf(": SQLITE", UNIQUE.length());
            String list = words.substring(UNIQUE.length(), end < 0 ? words.length() : end);
            BETWEEN_NAMES
                    .splitAsStream(list)
                    .forEach(column -> blamed.add(folded(column.substring(column.lastIndexOf('.') + 1))));
        } else if (words.startsWith("CHECK")) {
            for (String check : table.checks()) {
                List<Token> tokens = CanaryValues.tokens(check);
                slots.stream()
                        .flatMap(slot -> slot.columns.stream())
                        .filter(column -> CanaryValues.mentions(tokens, column))
                        .forEach(column -> blamed.add(folded(column)));
            }
        }
        List<Slot> turned = slots.stream()
                .filter(slot -> slot.columns.stream().anyMatch(column -> blamed.contains(folded(column))))
                .toList();
        List<Slot> order = turned.isEmpty()
                ? slots.stream()
                        .sorted(Comparator.comparing(slot -> !slot.reference))
                        .toList()
                : turned;
        for (Slot slot : order) {
            slot.at++;
            if (slot.at - slot.start < slot.values.size()) {
                return true;
            }
            slot.at = slot.start;
        }
        return false;
    }

    /** What the key may be: parents that exist, or NULL. */
    private List<List<String>> parents(ForeignKey key) throws SQLException {
        List<List<String>> tuples = new ArrayList<>();
        boolean self = key.parent().equalsIgnoreCase(table.name());
        if (!key.parentColumns().isEmpty() && exists(key.parent())) {
            String question = "SELECT "
                    + key.parentColumns().stream()
                            .map(column -> "quote(" + Names.quoted(column) + ")")
                            .collect(Collectors.joining(", "))
                    + " FROM " + Names.quoted(key.parent()) + " LIMIT " + PARENTS;
            for (List<@Nullable Object> parent : database.ask(question)) {
                tuples.add(parent.stream().map(String::valueOf).toList());
            }
        }
        boolean nullable = key.columns().stream()
                .allMatch(column -> table.column(column)
                        .filter(each -> !each.notNull() && each.primaryKey() == 0)
                        .isPresent());
        if (nullable) {
            tuples.add(key.columns().stream().map(column -> "NULL").toList());
        } else if (self && tuples.isEmpty()) {
            // The first row can only refer to itself.
            List<String> own = new ArrayList<>();
            for (String column : key.parentColumns()) {
                own.add(given.computeIfAbsent(folded(column), each -> keyValue(table, column)));
            }
            tuples.add(own);
        }
        return tuples;
    }

    private boolean exists(String parent) throws SQLException {
        return !database.ask("SELECT 1 FROM sqlite_master WHERE name = ? COLLATE NOCASE", parent)
                .isEmpty();
    }

    /** The values that the checks of this column alone allow. */
    private List<String> allowed(Column column) {
        List<List<Token>> own = new ArrayList<>();
        List<String> alone = new ArrayList<>();
        for (String check : table.checks()) {
            List<Token> tokens = CanaryValues.tokens(check);
            if (CanaryValues.mentions(tokens, column.name())) {
                own.add(tokens);
                boolean others = table.columns().stream()
                        .filter(other -> !other.name().equalsIgnoreCase(column.name()))
                        .anyMatch(other -> CanaryValues.mentions(tokens, other.name()));
                if (!others) {
                    alone.add("(" + check + ")");
                }
            }
        }
        List<String> values = CanaryValues.of(table, column, own, row);
        return alone.isEmpty() ? values : filtered(column, values, String.join(" AND ", alone));
    }

    /** NULL passes, as in a check; what makes the check itself fail, such as text that is no JSON, does not. */
    private List<String> filtered(Column column, List<String> values, String checks) {
        try {
            return passing(column, values, checks);
        } catch (SQLException oneOfThem) {
            return values.stream()
                    .filter(value -> passes(column, value, checks))
                    .toList();
        }
    }

    private boolean passes(Column column, String value, String checks) {
        try {
            return !passing(column, List.of(value), checks).isEmpty();
        } catch (SQLException refused) {
            return false;
        }
    }

    /** Asks for all values at once. */
    private List<String> passing(Column column, List<String> values, String checks) throws SQLException {
        String question = "WITH tried (number, " + Names.quoted(column.name()) + ") AS (VALUES "
                + IntStream.range(0, values.size())
                        .mapToObj(number -> "(" + number + ", " + values.get(number) + ")")
                        .collect(Collectors.joining(", "))
                + ") SELECT number, " + checks + " FROM tried";
        List<String> passing = new ArrayList<>();
        for (List<@Nullable Object> answer : database.askOnce(question)) {
            Object verdict = answer.get(1);
            if (!(verdict instanceof Number number) || number.doubleValue() != 0) {
                passing.add(values.get(((Number) Objects.requireNonNull(answer.get(0))).intValue()));
            }
        }
        return passing;
    }

    /** An INTEGER PRIMARY KEY numbers itself. */
    private boolean isRowid(Column column) {
        return column.primaryKey() == 1
                && column.type().equalsIgnoreCase("INTEGER")
                && table.primaryKey().size() == 1
                && table.uniqueKeys().stream().noneMatch(key -> key.columns().equals(List.of(column.name())));
    }

    private static String folded(String name) {
        return Token.folded(name);
    }

    /** Columns that get their values together. */
    private final class Slot {
        private final List<String> columns;
        private final List<List<String>> values;
        private final boolean reference;
        private final int start;
        private int at;

        Slot(List<String> columns, List<List<String>> values, boolean reference) {
            this.columns = columns;
            this.values = values;
            this.reference = reference;
            // Rows 0 and 1 share a parent.
            this.start = reference && !values.isEmpty() ? (row / 2) % values.size() : 0;
            this.at = start;
        }

        List<String> current() {
            return values.get(at % values.size());
        }
    }
}
