package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.D1Transaction;
import com.pmerit.d4.sql.SchemaWatch;
import com.pmerit.d4.sql.TableModel;
import com.pmerit.d4.sql.TableModel.ForeignKey;
import com.pmerit.d4.sql.Token;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts rows into tables, parents first, so that several children refer to one parent where the keys allow it. Of tables that
 * refer to each other in a circle, columns that may be NULL are filled in afterwards; where none may, all rows of the circle go
 * into one transaction that looks at foreign keys at its end.
 */
final class Canaries {
    /** How many rows a table gets: with two, no two children could share a parent beside another one. */
    static final int ROWS = 3;

    private final D1Database database;
    private final SchemaWatch watch;
    private final Map<String, String> reasons = new TreeMap<>();
    private final Set<String> visited = new HashSet<>();
    private final Map<String, Map<String, String>> promised = new HashMap<>();
    private final int rowsEach;

    private Canaries(D1Database database, SchemaWatch watch, int rowsEach) {
        this.database = database;
        this.watch = watch;
        this.rowsEach = rowsEach;
    }

    /**
     * Seeds tables.
     *
     * @param tables by name in lower case; names that are none are passed over
     * @return the tables that hold no row all the same, each with the reason
     */
    static Map<String, String> seed(D1Database database, SchemaWatch watch, Collection<String> tables)
            throws SQLException {
        return new Canaries(database, watch, ROWS).seed(tables);
    }

    /** Seeds tables with one row each, so that no two rows are alike in anything; one left empty stays it. */
    static void seedOnce(D1Database database, SchemaWatch watch, Set<String> leftEmpty) throws SQLException {
        Canaries canaries = new Canaries(database, watch, 1);
        leftEmpty.forEach(table -> canaries.reasons.put(table, "it is left empty"));
        Set<String> tables = new TreeSet<>(watch.tables().keySet());
        tables.removeAll(leftEmpty);
        canaries.seed(tables);
    }

    private Map<String, String> seed(Collection<String> tables) throws SQLException {
        for (String table : tables) {
            seedWithParents(table, new HashSet<>(tables));
        }
        for (String table : tables) {
            fillReferences(table);
        }
        Map<String, String> empty = new TreeMap<>();
        for (Map.Entry<String, String> reason : reasons.entrySet()) {
            Optional<TableModel> table = watch.table(reason.getKey());
            if (table.isPresent() && rows(table.get()) == 0) {
                empty.put(reason.getKey(), reason.getValue());
            }
        }
        return empty;
    }

    private void seedWithParents(String name, Set<String> wanted) throws SQLException {
        Optional<TableModel> table = watch.table(name);
        if (table.isEmpty() || !wanted.contains(name) || !visited.add(name)) {
            return;
        }
        for (ForeignKey key : table.get().foreignKeys()) {
            seedWithParents(folded(key.parent()), wanted);
        }
        try (D1Transaction transaction = database.begin()) {
            Optional<String> refused = seed(table.get(), transaction, new HashSet<>());
            Optional<String> uncommitted = transaction.commit();
            uncommitted.or(() -> refused).ifPresent(reason -> reasons.put(name, reason));
        }
    }

    /** Seeds one table; tells why it has no row. */
    private Optional<String> seed(TableModel table, D1Transaction transaction, Set<String> circle) throws SQLException {
        String name = folded(table.name());
        circle.add(name);
        for (int row = rows(table); row < rowsEach; row++) {
            CanaryRow canary = new CanaryRow(database, table, row, promised.getOrDefault(name, Map.of()));
            promised.remove(name);
            Optional<String> unmet = promise(canary, transaction, circle);
            Optional<String> refused = unmet.isPresent() ? unmet : canary.insert(transaction);
            if (refused.isPresent()) {
                return rows(table) == 0 ? refused : Optional.empty();
            }
            if (row == 0) {
                Optional<String> broken = keepPromises(canary, transaction, circle);
                if (broken.isPresent()) {
                    return broken;
                }
            }
        }
        return Optional.empty();
    }

    /** Promises rows to parents that have none yet and must have one. */
    private Optional<String> promise(CanaryRow canary, D1Transaction transaction, Set<String> circle)
            throws SQLException {
        for (ForeignKey key : canary.keysWithoutParent()) {
            Optional<TableModel> parent = watch.table(key.parent());
            if (parent.isEmpty() || key.parentColumns().isEmpty()) {
                return Optional.of("it refers to " + key.parent() + ", which does not exist");
            }
            if (circle.contains(folded(key.parent())) || reasons.containsKey(folded(key.parent()))) {
                return Optional.of("it refers to " + key.parent() + ", which has no row");
            }
            run(transaction, "PRAGMA defer_foreign_keys=ON");
            Map<String, String> values = promised.computeIfAbsent(folded(key.parent()), each -> new HashMap<>());
            for (int index = 0; index < key.columns().size(); index++) {
                String value =
                        CanaryRow.keyValue(parent.get(), key.parentColumns().get(index));
                canary.give(
                        key.columns().get(index),
                        values.computeIfAbsent(folded(key.parentColumns().get(index)), column -> value));
            }
        }
        return Optional.empty();
    }

    private Optional<String> keepPromises(CanaryRow canary, D1Transaction transaction, Set<String> circle)
            throws SQLException {
        for (ForeignKey key : canary.keysWithoutParent()) {
            Optional<TableModel> parent = watch.table(key.parent());
            if (parent.isPresent() && rows(parent.get()) == 0) {
                Optional<String> refused = seed(parent.get(), transaction, circle);
                if (refused.isPresent()) {
                    return refused;
                }
            }
        }
        return Optional.empty();
    }

    /** Lets rows refer to something whose foreign key is NULL for lack of a parent at the time; where they may not, they stay. */
    private void fillReferences(String name) throws SQLException {
        Optional<TableModel> table = watch.table(name);
        if (table.isEmpty()) {
            return;
        }
        for (ForeignKey key : table.get().foreignKeys()) {
            boolean known = watch.table(key.parent()).isPresent()
                    && !key.parentColumns().isEmpty();
            if (known && !key.parent().equalsIgnoreCase(name)) {
                try (D1Transaction transaction = database.begin()) {
                    String columns = Names.list(key.columns());
                    run(
                            transaction,
                            "UPDATE OR IGNORE " + Names.quoted(name) + " SET (" + columns + ") = (SELECT "
                                    + Names.list(key.parentColumns()) + " FROM " + Names.quoted(key.parent())
                                    + " LIMIT 1) WHERE "
                                    + Names.quoted(key.columns().get(0)) + " IS NULL");
                    transaction.commit();
                }
            }
        }
    }

    private static void run(D1Transaction transaction, String sql) throws SQLException {
        // Refused, a check or trigger wants it so, and the row stays as it is.
        transaction.run(D1Statement.of(sql));
    }

    private int rows(TableModel table) throws SQLException {
        Object count = database.ask("SELECT count(*) FROM " + Names.quoted(table.name()))
                .get(0)
                .get(0);
        return ((Number) Objects.requireNonNull(count)).intValue();
    }

    private static String folded(String name) {
        return Token.folded(name);
    }
}
