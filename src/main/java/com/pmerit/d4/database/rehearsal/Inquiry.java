package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.Rule;
import com.pmerit.d4.database.rehearsal.Ask.Role;
import com.pmerit.d4.sql.TableModel;
import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.TokenKind;
import com.pmerit.d4.sql.Tokenizer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what a target is to be asked, and what it cannot be asked because it is not there yet as it is asked about. */
final class Inquiry {
    private final Scratch target;
    private final Scratch now;
    private final Changes changes;
    private final List<Probe> probes = new ArrayList<>();
    private final List<Unasked> unasked = new ArrayList<>();

    /**
     * Begins without any question.
     *
     * @param target has the schema of the target, on which each question is tried
     * @param now has the schema behind the statement that is asked about
     */
    Inquiry(Scratch target, Scratch now, Changes changes) {
        this.target = target;
        this.now = now;
        this.changes = changes;
    }

    Probes probes() {
        return new Probes(probes, unasked);
    }

    /**
     * Puts a question, or notes why that cannot be done.
     *
     * @param met the table that the statement is about, as it meets it
     */
    void put(Deed deed, Optional<TableModel> met, Question question) throws SQLException {
        Optional<Changes.Obstacle> obstacle = changes.obstacle(question.tables())
                .or(() -> stringForName(question, met).map(words -> changes.unfit(question.tables(), words)));
        if (obstacle.isEmpty()) {
            try {
                target.database().askOnce(question.sql());
                probes.add(new Probe(deed.file(), deed.place(), question.sql(), question.asks()));
                return;
            } catch (SQLException notYet) {
                obstacle = Optional.of(changes.unfit(question.tables(), String.valueOf(notYet.getMessage())));
            }
        }
        if (!obstacle.get().own() || deed.failed()) {
            unasked.add(new Unasked(
                    deed.file(),
                    deed.place(),
                    question.asks().get(0).rule(),
                    obstacle.get().why(),
                    obstacle.get().own(),
                    obstacle.get().renamed() || deed.failed()));
        }
    }

    /** A column in double quotes that the target lacks is no error there: SQLite takes it for a string, alike in every row. */
    private Optional<String> stringForName(Question question, Optional<TableModel> met) {
        Set<String> lacking = new HashSet<>();
        for (String table : question.tables()) {
            Optional<TableModel> itself = met.filter(model -> model.name().equalsIgnoreCase(table));
            Set<String> known = columns(itself.or(() -> now.watch().table(table)));
            known.removeAll(columns(target.watch().table(table)));
            lacking.addAll(known);
        }
        return Tokenizer.meaningfulTokens(question.sql()).stream()
                .filter(token -> token.kind() == TokenKind.QUOTED_NAME && lacking.contains(token.folded()))
                .map(token -> "no such column: " + token.value())
                .findFirst();
    }

    private static Set<String> columns(Optional<TableModel> table) {
        Set<String> names = new HashSet<>();
        table.map(TableModel::columns).orElse(List.of()).forEach(column -> names.add(Token.folded(column.name())));
        return names;
    }

    /** Notes that a statement is about rows of a table that the pending files make themselves. */
    void own(Deed deed, String table) {
        unasked.add(new Unasked(
                deed.file(),
                deed.place(),
                Rule.FAILS_ON_ROWS,
                "the pending files make " + table + " themselves",
                true,
                false));
    }

    /** Whether something was noted about the statement. */
    boolean hasLookedAt(Deed deed) {
        return probes.stream()
                        .anyMatch(probe -> probe.file().equals(deed.file())
                                && probe.place().equals(deed.place()))
                || unasked.stream()
                        .anyMatch(each ->
                                each.file().equals(deed.file()) && each.place().equals(deed.place()));
    }

    /** Whether it is asked already how many rows of the table the statement takes by its own words. */
    boolean counts(Deed deed, String table) {
        return probes.stream()
                .filter(probe ->
                        probe.file().equals(deed.file()) && probe.place().equals(deed.place()))
                .flatMap(probe -> probe.asks().stream())
                .anyMatch(ask -> ask.role() == Role.TAKES_BY_NAME && ask.table().equalsIgnoreCase(table));
    }
}
