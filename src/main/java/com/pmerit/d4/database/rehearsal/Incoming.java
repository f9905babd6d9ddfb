package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.Rule;
import com.pmerit.d4.database.rehearsal.Ask.Role;
import com.pmerit.d4.sql.TableModel;
import com.pmerit.d4.sql.TableModel.Column;
import com.pmerit.d4.sql.TableModel.ForeignKey;
import com.pmerit.d4.sql.TableModel.UniqueKey;
import com.pmerit.d4.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What to ask about rows that an {@code INSERT … SELECT …} brings into a table: whether they satisfy its constraints. What the
 * table they come from demands already of the same columns is not asked.
 */
final class Incoming {
    /** D1 takes 100 columns of a result. */
    private static final int ASKS_A_QUESTION = 90;

    private final InsertSelect insert;
    private final Optional<TableModel> source;
    private final boolean holdsRows;
    private final boolean beforehand;
    private final TableModel table;

    /**
     * Prepares the questions.
     *
     * @param source the table that all rows come from, if it is one
     * @param holdsRows whether the table that takes them may hold rows of its own on the target
     * @param beforehand whether the pending files change what is counted
     */
    Incoming(InsertSelect insert, Optional<TableModel> source, boolean holdsRows, boolean beforehand) {
        this.insert = insert;
        this.source = source;
        this.holdsRows = holdsRows;
        this.beforehand = beforehand;
        this.table = insert.table();
    }

    /** The questions; each names the tables that it reads beside those of the query. */
    List<Question> questions() {
        List<Question> questions = new ArrayList<>(rowByRow());
        keys().stream().filter(key -> !alreadyUnique(key)).forEach(key -> questions.add(alike(key)));
        table.foreignKeys().stream()
                .filter(key -> !key.parentColumns().isEmpty() && !alreadyRefers(key))
                .filter(key -> key.columns().stream().allMatch(insert::gives))
                .forEach(key -> questions.add(orphans(key)));
        return questions;
    }

    private List<Question> rowByRow() {
        List<String> conditions = new ArrayList<>();
        List<Ask> asks = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column.notNull() && !column.generated() && !insert.isRowid(column) && !alreadyNotNull(column)) {
                conditions.add(Names.quoted(column.name()) + " IS NULL");
                asks.add(ask(Rule.NOT_NULL_ON_EXISTING, "with NULL in " + column.name()));
            }
        }
        for (String check : table.checks()) {
            conditions.add("NOT (" + check + ")");
            asks.add(ask(Rule.CHECK_ON_EXISTING, "that violate the check " + check));
        }
        List<Question> questions = new ArrayList<>();
        for (int start = 0; start < asks.size(); start += ASKS_A_QUESTION) {
            int end = Math.min(asks.size(), start + ASKS_A_QUESTION);
            List<String> columns = new ArrayList<>();
            for (int index = start; index < end; index++) {
                columns.add("coalesce(sum(" + conditions.get(index) + "), 0) AS n" + (index - start));
            }
            questions.add(new Question(
                    "SELECT " + String.join(", ", columns) + " FROM (" + insert.rows("SELECT * FROM \"d4_incoming\"")
                            + ")",
                    asks.subList(start, end),
                    List.of()));
        }
        return questions;
    }

    private Question alike(UniqueKey key) {
        String columns = Names.list(key.columns());
        List<String> alike = new ArrayList<>();
        for (int index = 0; index < key.columns().size(); index++) {
            alike.add(Names.quoted(key.columns().get(index)) + " COLLATE "
                    + key.collations().get(index));
        }
        String where =
                key.where().map(predicate -> " WHERE (" + predicate + ")").orElse("");
        String all = "SELECT " + columns + " FROM \"d4_incoming\"" + where
                + (holdsRows ? " UNION ALL SELECT " + columns + " FROM " + Names.quoted(table.name()) + where : "");
        String groups = insert.rows("SELECT count(*) AS n FROM (" + all + ") WHERE " + notNull(key.columns(), "")
                + " GROUP BY " + String.join(", ", alike) + " HAVING count(*) > 1");
        return new Question(
                "SELECT coalesce(sum(n), 0) AS n0 FROM (" + groups + ")",
                List.of(ask(Rule.UNIQUE_ON_EXISTING, "alike in (" + String.join(", ", key.columns()) + ")")),
                holdsRows ? List.of(table.name()) : List.of());
    }

    private Question orphans(ForeignKey key) {
        boolean self = key.parent().equalsIgnoreCase(table.name());
        List<String> same = new ArrayList<>();
        for (int index = 0; index < key.columns().size(); index++) {
            same.add("\"d4_parent\"." + Names.quoted(key.parentColumns().get(index)) + " = \"d4_child\"."
                    + Names.quoted(key.columns().get(index)));
        }
        String orphans = insert.rows("SELECT 1 FROM \"d4_incoming\" AS \"d4_child\" WHERE "
                + notNull(key.columns(), "\"d4_child\".") + " AND NOT EXISTS (SELECT 1 FROM "
                + (self ? "\"d4_incoming\"" : Names.quoted(key.parent())) + " AS \"d4_parent\" WHERE "
                + String.join(" AND ", same) + ")");
        return new Question(
                "SELECT count(*) AS n0 FROM (" + orphans + ")",
                List.of(ask(
                        Rule.FAILS_ON_ROWS,
                        "whose (" + String.join(", ", key.columns()) + ") is not in " + key.parent() + " ("
                                + String.join(", ", key.parentColumns()) + ")")),
                self ? List.of() : List.of(key.parent()));
    }

    private List<UniqueKey> keys() {
        return keys(table).stream()
                .filter(key ->
                        !key.columns().isEmpty() && key.columns().stream().allMatch(insert::gives))
                .toList();
    }

    /** With the rowid that an INTEGER PRIMARY KEY is, which no index stands for. */
    private static List<UniqueKey> keys(TableModel model) {
        List<UniqueKey> keys = new ArrayList<>(model.uniqueKeys());
        List<String> primary = model.primaryKey();
        if (!primary.isEmpty() && keys.stream().noneMatch(key -> key.columns().equals(primary))) {
            keys.add(new UniqueKey(
                    primary, primary.stream().map(column -> "BINARY").toList(), "", Optional.empty()));
        }
        return keys;
    }

    private boolean alreadyNotNull(Column column) {
        return insert.from(List.of(column.name()))
                .flatMap(from -> source.flatMap(model -> model.column(from.get(0))))
                .filter(from ->
                        from.notNull() || (from.primaryKey() > 0 && from.type().equalsIgnoreCase("INTEGER")))
                .isPresent();
    }

    private boolean alreadyUnique(UniqueKey key) {
        if (holdsRows || source.isEmpty()) {
            return false;
        }
        List<UniqueKey> known = keys(source.get());
        return insert.from(key.columns())
                .filter(from -> known.stream()
                        .anyMatch(other -> same(from, other.columns())
                                && other.collations().equals(key.collations())
                                && (other.where().isEmpty() || other.where().equals(key.where()))))
                .isPresent();
    }

    private boolean alreadyRefers(ForeignKey key) {
        return insert.from(key.columns())
                .filter(from -> source.stream()
                        .flatMap(model -> model.foreignKeys().stream())
                        .anyMatch(other -> same(from, other.columns())
                                && other.parent().equalsIgnoreCase(key.parent())
                                && same(key.parentColumns(), other.parentColumns())))
                .isPresent();
    }

    private static boolean same(List<String> some, List<String> others) {
        return some.stream()
                .map(Token::folded)
                .toList()
                .equals(others.stream().map(Token::folded).toList());
    }

    private Ask ask(Rule rule, String which) {
        return new Ask(Role.VIOLATES, rule, table.name(), "for " + table.name() + " " + which, beforehand);
    }

    private static String notNull(List<String> columns, String prefix) {
        return columns.stream()
                .map(column -> prefix + Names.quoted(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
    }
}
