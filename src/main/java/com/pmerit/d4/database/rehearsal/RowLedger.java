package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.rehearsal.RowLoss.What;
import com.pmerit.d4.sql.StatementShape;
import com.pmerit.d4.sql.TableModel;
import com.pmerit.d4.sql.TableModel.ForeignKey;
import com.pmerit.d4.sql.Token;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Counts rows and references around each statement of a file, and tells at its end what is missing and who did it. */
final class RowLedger {
    private final Scratch scratch;
    private final Map<String, Tally> known = new HashMap<>();
    private final Map<String, Start> starts = new HashMap<>();
    private final Map<String, Culprit> takers = new HashMap<>();
    private final Set<String> made = new HashSet<>();

    private Set<String> reach = Set.of();
    private Map<String, TableModel> models = Map.of();

    RowLedger(Scratch scratch) {
        this.scratch = scratch;
    }

    /** What a table was when the file met it first; its name follows its renames, and is empty once it is dropped. */
    private static final class Start {
        private final TableModel model;
        private final Tally tally;
        private String now;

        Start(TableModel model, Tally tally) {
            this.model = model;
            this.tally = tally;
            this.now = Token.folded(model.name());
        }
    }

    private record Culprit(Optional<ForeignKey> key, Place place) {}

    /** Looks before a statement. */
    void before(List<Token> statement, StatementShape shape) throws SQLException {
        reach = scratch.reach(statement, shape);
        models = new HashMap<>();
        for (String table : reach) {
            Optional<TableModel> model = scratch.watch().table(table);
            if (model.isPresent()) {
                models.put(table, model.get());
                if (!known.containsKey(table)) {
                    known.put(table, Tally.of(scratch.database(), model.get()));
                }
                boolean itsOwn = starts.values().stream().noneMatch(start -> start.now.equals(table));
                if (itsOwn && !starts.containsKey(table) && !made.contains(table)) {
                    starts.put(table, new Start(model.get(), known.get(table)));
                }
            }
        }
    }

    /** Looks after a statement that ran. */
    void after(List<Token> statement, StatementShape shape, Place place) throws SQLException {
        follow(statement, shape);
        Map<String, Tally> now = new HashMap<>();
        List<String> shrunk = new ArrayList<>();
        for (String table : models.keySet()) {
            Optional<Tally> tally = scratch.tally(table);
            tally.ifPresent(value -> now.put(table, value));
            if (tally.isEmpty() || tally.get().rows() < known(table).rows()) {
                shrunk.add(table);
            }
        }
        String target = shape.target().map(Token::folded).orElse("");
        for (Map.Entry<String, TableModel> entry : models.entrySet()) {
            String table = entry.getKey();
            Tally tally = now.get(table);
            if (tally != null) {
                blame(entry.getValue(), known(table), tally, target, shrunk, place);
                known.put(table, tally);
            } else {
                takers.put(table + " rows", new Culprit(Optional.empty(), place));
                known.remove(table);
            }
        }
    }

    private Tally known(String table) {
        Tally tally = known.get(table);
        if (tally == null) {
            throw new IllegalStateException(table + " was not counted");
        }
        return tally;
    }

    private void blame(TableModel table, Tally before, Tally after, String target, List<String> shrunk, Place place) {
        String name = Token.folded(table.name());
        boolean itself = name.equals(target);
        if (after.rows() < before.rows()) {
            Optional<ForeignKey> key = table.foreignKeys().stream()
                    .filter(each -> each.onDelete().equals("CASCADE"))
                    .filter(each -> shrunk.contains(Token.folded(each.parent())))
                    .filter(each -> !itself || !each.parent().equalsIgnoreCase(name))
                    .findFirst();
            takers.put(name + " rows", new Culprit(itself ? Optional.empty() : key, place));
        }
        for (ForeignKey key : table.foreignKeys()) {
            long lost =
                    before.references(key).orElse(0L) - after.references(key).orElse(0L);
            boolean taken =
                    lost > before.rows() - after.rows() && key.onDelete().startsWith("SET ");
            boolean parentShrunk = shrunk.contains(Token.folded(key.parent()));
            if (taken && parentShrunk) {
                takers.put(name + " " + key.columns(), new Culprit(Optional.of(key), place));
            }
        }
    }

    /** What was there when the file began and is not there now. */
    List<RowLoss> losses() throws SQLException {
        List<RowLoss> losses = new ArrayList<>();
        for (Map.Entry<String, Start> entry : new TreeMap<>(starts).entrySet()) {
            Start start = entry.getValue();
            Optional<Tally> sameName = scratch.tally(entry.getKey());
            Optional<Tally> now = sameName.isPresent() || start.now.isEmpty() ? sameName : scratch.tally(start.now);
            losses.addAll(losses(entry.getKey(), start, now));
        }
        return losses;
    }

    private List<RowLoss> losses(String name, Start start, Optional<Tally> now) {
        List<RowLoss> losses = new ArrayList<>();
        Tally then = start.tally;
        long rows = now.map(Tally::rows).orElse(0L);
        if (rows < then.rows()) {
            Culprit culprit = takers.get(name + " rows");
            if (culprit == null) {
                culprit = takers.get(start.now + " rows");
            }
            if (culprit != null) {
                What what = now.isPresent() ? What.ROWS : What.TABLE;
                losses.add(new RowLoss(start.model.name(), what, then.rows(), rows, culprit.key(), culprit.place()));
            }
        }
        for (ForeignKey key : start.model.foreignKeys()) {
            long before = then.references(key).orElse(0L);
            long after = now.flatMap(tally -> tally.references(key)).orElse(0L);
            Culprit culprit = takers.get(name + " " + key.columns());
            if (now.isPresent() && culprit != null && before - after > then.rows() - rows) {
                losses.add(new RowLoss(
                        start.model.name(), What.REFERENCES, before, after, culprit.key(), culprit.place()));
            }
        }
        return losses;
    }

    private void follow(List<Token> statement, StatementShape shape) {
        String target = shape.target().map(Token::folded).orElse("");
        if (shape.verb().equals("create") && shape.object().equals("table")) {
            made.add(target);
        }
        if (shape.verb().equals("drop") && shape.object().equals("table")) {
            made.remove(target);
            starts.values().stream().filter(start -> start.now.equals(target)).forEach(start -> start.now = "");
        }
        int deed = shape.target().map(statement::indexOf).orElse(-1) + 1;
        boolean renames = shape.verb().equals("alter")
                && deed + 2 < statement.size()
                && statement.get(deed).isWord("rename")
                && statement.get(deed + 1).isWord("to");
        if (renames) {
            rename(target, statement.get(deed + 2).folded());
        }
    }

    private void rename(String from, String to) {
        starts.values().stream().filter(start -> start.now.equals(from)).forEach(start -> start.now = to);
        Tally tally = known.remove(from);
        if (tally != null) {
            known.put(to, tally);
        }
        if (made.remove(from)) {
            made.add(to);
        }
    }
}
