package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.lint.Rule;
import com.pmerit.d4.database.rehearsal.Ask.Role;
import com.pmerit.d4.database.rehearsal.RowLoss.What;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.D1Transaction;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementShape;
import com.pmerit.d4.sql.StatementSplitter;
import com.pmerit.d4.sql.TableModel;
import com.pmerit.d4.sql.TableModel.Column;
import com.pmerit.d4.sql.TableModel.ForeignKey;
import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Derives from pending files what their target is to be asked before they run: whether rows are alike where they must not be,
 * hold NULL, violate a check or lack a parent, and how many of them go. Files are followed on a copy without rows, so that a
 * question is put in terms of the tables that a statement will meet; each is tried on another copy first.
 */
final class Prober {
    private static final Set<String> WRITING = Set.of("insert", "replace", "update", "delete", "with");

    private final Scratch target;
    private final Scratch now;
    private final Changes changes;
    private final List<Probe> probes = new ArrayList<>();
    private final List<Unasked> unasked = new ArrayList<>();

    private Prober(Scratch target, Scratch now) {
        this.target = target;
        this.now = now;
        this.changes = new Changes(target);
    }

    /**
     * Derives them.
     *
     * @param schema the statements that make the schema of the target
     * @param bookkeeping tables that are no part of it
     * @param files pending, in their order, as they were rehearsed
     * @throws SQLException when SQLite cannot be asked on this machine
     */
    static Probes of(List<String> schema, Set<String> bookkeeping, List<FileRehearsal> files) throws SQLException {
        try (Scratch target = copy(schema, bookkeeping);
                Scratch now = copy(schema, bookkeeping);
                D1Transaction transaction = now.database().begin()) {
            Prober prober = new Prober(target, now);
            for (FileRehearsal file : files) {
                for (SqlStatement statement :
                        StatementSplitter.split(file.file().sql())) {
                    prober.look(file, statement, transaction);
                }
            }
            return new Probes(prober.probes, prober.unasked);
        }
    }

    private static Scratch copy(List<String> schema, Set<String> bookkeeping) throws SQLException {
        Scratch.Copy copy = Scratch.of(schema, bookkeeping);
        return copy.scratch().orElseThrow(() -> new SQLException("a copy could not be copied: " + copy.refused()));
    }

    private void look(FileRehearsal file, SqlStatement statement, D1Transaction transaction) throws SQLException {
        Clause clause = new Clause(statement.text(), Tokenizer.meaningfulTokens(statement.text()));
        StatementShape shape = StatementShape.of(clause.tokens());
        Deed deed = new Deed(file, Place.of(statement), clause, shape);
        Set<String> reach = now.reach(clause.tokens(), shape);
        Optional<TableModel> before =
                shape.target().flatMap(table -> now.watch().table(table.value()));
        if (!WRITING.contains(shape.verb())) {
            // What is refused here was refused in the rehearsal, which tells it.
            transaction.run(D1Statement.of(statement.text()));
            now.watch().after(statement.text());
        }
        derive(deed, before);
        if (deed.failed() && changes.own(deed.target()) && !isLookedAt(deed)) {
            own(deed, deed.target());
        }
        for (RowLoss loss : file.losses()) {
            if (loss.place().equals(deed.place())) {
                loss(deed, loss);
            }
        }
        changes.follow(clause, shape, reach);
    }

    /** One statement of a file. */
    private record Deed(FileRehearsal rehearsal, Place place, Clause clause, StatementShape shape) {
        MigrationFile file() {
            return rehearsal.file();
        }

        boolean failed() {
            return rehearsal.failuresOnRows().stream()
                    .anyMatch(failure -> failure.place().equals(place));
        }

        Optional<String> words() {
            return rehearsal.failuresOnRows().stream()
                    .filter(failure -> failure.place().equals(place))
                    .map(StatementFailure::words)
                    .findFirst();
        }

        String target() {
            return shape.target().map(Token::value).orElse("");
        }
    }

    private void derive(Deed deed, Optional<TableModel> before) throws SQLException {
        switch (deed.shape().verb() + " " + deed.shape().object()) {
            case "create index" -> uniqueIndex(deed);
            case "insert " -> insert(deed, before);
            case "delete " -> delete(deed);
            case "alter table" -> alter(deed, before);
            case "drop table" -> drop(deed);
            default -> {}
        }
    }

    private void uniqueIndex(Deed deed) throws SQLException {
        Clause clause = deed.clause();
        Optional<Integer> on = clause.outside("on");
        if (!clause.isWord(1, "unique")
                || on.isEmpty()
                || on.get() + 2 >= clause.tokens().size()) {
            return;
        }
        String table = clause.tokens().get(on.get() + 1).value();
        int open = on.get() + 2;
        int close = clause.closing(open);
        List<String> values = clause.until(close).from(open + 1).items().stream()
                .map(Prober::withoutDirection)
                .toList();
        Clause rest = clause.from(close + 1);
        String where = rest.isWord(0, "where") ? " AND (" + rest.from(1).written() + ")" : "";
        String notNull =
                values.stream().map(value -> "(" + value + ") IS NOT NULL").collect(Collectors.joining(" AND "));
        ask(
                deed,
                "SELECT coalesce(sum(n), 0) AS n0 FROM (SELECT count(*) AS n FROM " + Names.quoted(table) + " WHERE "
                        + notNull + where + " GROUP BY " + String.join(", ", values) + " HAVING count(*) > 1)",
                List.of(violates(
                        Rule.UNIQUE_ON_EXISTING,
                        table,
                        "of " + table + " alike in (" + String.join(", ", values) + ")")),
                List.of(table));
    }

    private static String withoutDirection(Clause column) {
        int last = column.tokens().size() - 1;
        boolean directed = column.isWord(last, "asc") || column.isWord(last, "desc");
        return directed ? column.until(last).written() : column.written();
    }

    private void insert(Deed deed, Optional<TableModel> table) throws SQLException {
        if (table.isEmpty()) {
            return;
        }
        Set<String> sources = new TreeSet<>();
        for (Token token : deed.clause().tokens()) {
            if (token.isName() && now.watch().table(token.value()).isPresent()) {
                sources.add(token.folded());
            }
        }
        sources.remove(Token.folded(table.get().name()));
        Optional<TableModel> source =
                sources.size() == 1 ? now.watch().table(sources.iterator().next()) : Optional.empty();
        Optional<InsertSelect> insert = InsertSelect.of(deed.clause(), deed.shape(), table.get(), source);
        if (insert.isEmpty() || sources.isEmpty()) {
            return;
        }
        boolean own = changes.own(table.get().name());
        boolean beforehand = sources.stream().anyMatch(changes::changed) || (!own && changes.changed(deed.target()));
        for (Incoming.Question question : new Incoming(insert.get(), source, !own, beforehand).questions()) {
            List<String> tables = new ArrayList<>(sources);
            tables.addAll(question.tables());
            ask(deed, question.sql(), question.asks(), tables);
        }
    }

    /** Where the file puts rows into the table again, only the canary rows tell what is lost on the whole. */
    private void delete(Deed deed) throws SQLException {
        String table = deed.target();
        boolean lost = deed.rehearsal().losses().stream()
                .anyMatch(loss ->
                        loss.table().equalsIgnoreCase(table) && loss.place().equals(deed.place()));
        boolean refilled = StatementSplitter.split(deed.file().sql()).stream()
                .map(statement -> StatementShape.of(Tokenizer.meaningfulTokens(statement.text())))
                .anyMatch(
                        shape -> (shape.verb().equals("insert") || shape.verb().equals("replace"))
                                && shape.target()
                                        .filter(token -> token.value().equalsIgnoreCase(table))
                                        .isPresent());
        if (deed.shape().target().isEmpty() || changes.own(table) || (refilled && !lost)) {
            return;
        }
        Clause from = deed.clause()
                .from(deed.clause().tokens().indexOf(deed.shape().target().get()));
        from = from.outside("returning").map(from::until).orElse(from);
        ask(
                deed,
                "SELECT count(*) AS n0 FROM (SELECT 1 FROM " + from.written() + ")",
                List.of(new Ask(
                        Role.TAKES_BY_NAME,
                        Rule.ROWS_LOST,
                        table,
                        "of " + table + " that DELETE takes",
                        changes.changed(table))),
                List.of(table));
    }

    private void alter(Deed deed, Optional<TableModel> before) throws SQLException {
        Clause clause = deed.clause();
        int add = deed.shape().target().map(clause.tokens()::indexOf).orElse(-1) + 1;
        if (!deed.failed() || before.isEmpty() || !clause.isWord(add, "add")) {
            return;
        }
        TableModel old = before.get();
        String table = old.name();
        int named = add + (clause.isWord(add + 1, "column") ? 2 : 1);
        Optional<TableModel> after = now.watch().table(table);
        boolean check =
                deed.words().filter(words -> words.contains("CHECK constraint")).isPresent();
        if (!check || after.isEmpty()) {
            ask(
                    deed,
                    "SELECT count(*) AS n0 FROM " + Names.quoted(table),
                    List.of(violates(Rule.FAILS_ON_ROWS, table, "of " + table)),
                    List.of(table));
            return;
        }
        String column = clause.tokens().get(named).value();
        String value = after.get().column(column).flatMap(Column::defaultValue).orElse("NULL");
        List<String> checks = after.get().checks().stream()
                .filter(each -> !old.checks().contains(each))
                .toList();
        String violated = checks.stream().map(each -> "NOT (" + each + ")").collect(Collectors.joining(" OR "));
        ask(
                deed,
                "SELECT count(*) AS n0 FROM (SELECT *, (" + value + ") AS " + Names.quoted(column) + " FROM "
                        + Names.quoted(table) + ") WHERE " + violated,
                List.of(violates(
                        Rule.CHECK_ON_EXISTING,
                        table,
                        "of " + table + " that violate the check " + String.join(" or ", checks))),
                List.of(table));
    }

    /** The rows that forbid a table to go. */
    private void drop(Deed deed) throws SQLException {
        if (!deed.failed()) {
            return;
        }
        List<String> counts = new ArrayList<>();
        List<Ask> asks = new ArrayList<>();
        List<String> tables = new ArrayList<>();
        for (TableModel child : now.watch().tables().values()) {
            for (ForeignKey key : child.foreignKeys()) {
                boolean forbids =
                        key.onDelete().equals("RESTRICT") || key.onDelete().equals("NO ACTION");
                if (forbids && key.parent().equalsIgnoreCase(deed.target())) {
                    counts.add("(" + references(child.name(), key) + ") AS n" + counts.size());
                    asks.add(violates(
                            Rule.FAILS_ON_ROWS,
                            child.name(),
                            "of " + child.name() + " that refer to " + key.parent() + " by ("
                                    + String.join(", ", key.columns()) + ")"));
                    tables.add(child.name());
                }
            }
        }
        if (!asks.isEmpty()) {
            ask(deed, "SELECT " + String.join(", ", counts), asks, tables);
        }
    }

    private void loss(Deed deed, RowLoss loss) throws SQLException {
        boolean asked = probes.stream()
                .filter(probe ->
                        probe.file().equals(deed.file()) && probe.place().equals(deed.place()))
                .flatMap(probe -> probe.asks().stream())
                .anyMatch(ask -> ask.role() == Role.TAKES_BY_NAME && ask.table().equalsIgnoreCase(loss.table()));
        if (changes.own(loss.table())) {
            own(deed, loss.table());
        }
        if (asked || target.watch().table(loss.table()).isEmpty()) {
            return;
        }
        boolean named = loss.what() == What.TABLE;
        String sql = loss.foreignKey()
                .map(key -> "SELECT (" + references(loss.table(), key) + ") AS n0")
                .orElse("SELECT count(*) AS n0 FROM " + Names.quoted(loss.table()));
        String which = loss.foreignKey()
                .map(key -> "of " + loss.table() + " that refer to " + key.parent())
                .orElse("of " + loss.table());
        ask(
                deed,
                sql,
                List.of(new Ask(
                        named ? Role.TAKES_BY_NAME : Role.TAKES_ALONG,
                        named ? Rule.TABLE_GONE : Rule.ROWS_LOST,
                        loss.table(),
                        which,
                        changes.changed(loss.table()))),
                List.of(loss.table()));
    }

    private boolean isLookedAt(Deed deed) {
        return probes.stream()
                        .anyMatch(probe -> probe.file().equals(deed.file())
                                && probe.place().equals(deed.place()))
                || unasked.stream()
                        .anyMatch(each ->
                                each.file().equals(deed.file()) && each.place().equals(deed.place()));
    }

    private void own(Deed deed, String table) {
        unasked.add(new Unasked(
                deed.file(),
                deed.place(),
                Rule.FAILS_ON_ROWS,
                "the pending files make " + table + " themselves",
                true,
                false));
    }

    private static String references(String table, ForeignKey key) {
        return "SELECT count(*) FROM " + Names.quoted(table) + " WHERE "
                + key.columns().stream()
                        .map(column -> Names.quoted(column) + " IS NOT NULL")
                        .collect(Collectors.joining(" AND "));
    }

    private Ask violates(Rule rule, String table, String which) {
        return new Ask(Role.VIOLATES, rule, table, which, changes.changed(table));
    }

    private void ask(Deed deed, String sql, List<Ask> asks, Collection<String> tables) throws SQLException {
        Optional<Changes.Obstacle> obstacle = changes.obstacle(tables);
        if (obstacle.isEmpty()) {
            try {
                target.database().askOnce(sql);
                probes.add(new Probe(deed.file(), deed.place(), sql, asks));
                return;
            } catch (SQLException notYet) {
                obstacle = Optional.of(changes.unfit(tables, notYet));
            }
        }
        if (!obstacle.get().own() || deed.failed()) {
            unasked.add(new Unasked(
                    deed.file(),
                    deed.place(),
                    asks.get(0).rule(),
                    obstacle.get().why(),
                    obstacle.get().own(),
                    obstacle.get().renamed() || deed.failed()));
        }
    }
}
