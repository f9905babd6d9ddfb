package com.pmerit.d4.database.lint;

import com.pmerit.d4.database.Rule;
import com.pmerit.d4.database.lint.Script.Piece;
import com.pmerit.d4.database.rehearsal.FileRehearsal;
import com.pmerit.d4.database.rehearsal.RowLoss;
import com.pmerit.d4.database.rehearsal.RowLoss.What;
import com.pmerit.d4.database.rehearsal.StatementFailure;
import com.pmerit.d4.database.rehearsal.StatementFailure.Kind;
import com.pmerit.d4.sql.StatementShape;
import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the rehearsal of a file says of rows that it does not delete by name, and of tables that hold some. */
final class RowRules {
    private static final Set<String> DEFINITIONS = Set.of("create", "alter", "drop");
    private static final String FOREIGN_KEY = "FOREIGN KEY constraint failed";

    private final Script script;
    private final List<Finding> findings = new ArrayList<>();

    private RowRules(Script script) {
        this.script = script;
    }

    static List<Finding> findings(Effect effect) {
        RowRules rules = new RowRules(effect.script());
        FileRehearsal rehearsed = effect.rehearsed();
        rehearsed.losses().stream().filter(RowRules::isUnmeant).forEach(rules::lost);
        if (effect.replayed().failures().isEmpty()) {
            rehearsed.failuresOnRows().stream()
                    .filter(RowRules::isOfEveryDatabase)
                    .forEach(rules::fails);
        }
        return rules.findings;
    }

    /** The rules that a file may break by what rows hold, which only a rehearsal for a target can tell. */
    static Set<Rule> rehearsed(Script script) {
        // How many rows a file works through is known to a target alone.
        Set<Rule> rules = EnumSet.of(Rule.LONG_RUNNING);
        for (Piece piece : script.pieces()) {
            String verb = piece.word(0);
            boolean writes = StatementShape.of(piece.tokens()).writesRows();
            boolean inserts = verb.equals("insert");
            if (writes || verb.equals("drop")) {
                rules.add(Rule.FAILS_ON_ROWS);
            }
            if (writes && !verb.equals("delete")) {
                rules.addAll(List.of(Rule.UNIQUE_ON_EXISTING, Rule.CHECK_ON_EXISTING, Rule.NOT_NULL_ON_EXISTING));
            }
            if ((writes && !inserts) || (inserts && piece.word(1).equals("or"))) {
                rules.add(Rule.ROWS_LOST);
            }
        }
        return rules;
    }

    private void lost(RowLoss loss) {
        String things = loss.what() == What.REFERENCES ? "references" : "canary rows";
        String by = loss.foreignKey()
                .map(key -> ": its foreign key " + key.words(loss.table()))
                .orElse(" without being named in a DELETE");
        findings.add(script.finding(
                Rule.ROWS_LOST,
                loss.place(),
                loss.table() + " loses " + (loss.before() - loss.after()) + " of " + loss.before() + " " + things
                        + by));
    }

    private void fails(StatementFailure failure) {
        findings.add(script.finding(
                Rule.FAILS_ON_ROWS,
                failure.place(),
                "it runs on an empty table and fails where there are rows: " + failure.words()));
    }

    /**
     * A table that goes is told by another rule. Of a DELETE it is known that the rows of its table go, and that nothing can
     * refer to them any more.
     */
    private static boolean isUnmeant(RowLoss loss) {
        List<Token> tokens = Tokenizer.meaningfulTokens(loss.place().statement());
        return switch (loss.what()) {
            case TABLE -> false;
            case ROWS -> loss.foreignKey().isPresent() || !deletesFrom(tokens, loss.table());
            case REFERENCES -> !verb(tokens).equals("delete");
        };
    }

    private static boolean deletesFrom(List<Token> tokens, String table) {
        for (int at = 0; at + 2 < tokens.size(); at++) {
            if (tokens.get(at).isWord("delete")
                    && tokens.get(at + 1).isWord("from")
                    && tokens.get(at + 2).folded().equals(Token.folded(table))) {
                return true;
            }
        }
        return false;
    }

    /** What a data statement does, and whether values are alike, depends on rows of which canary rows are none to go by. */
    private static boolean isOfEveryDatabase(StatementFailure failure) {
        List<Token> tokens = Tokenizer.meaningfulTokens(failure.place().statement());
        boolean defines = DEFINITIONS.contains(verb(tokens));
        boolean atTheEnd = failure.words().startsWith(StatementFailure.AT_THE_END);
        return failure.kind() == Kind.ON_ANY_ROWS || (failure.words().contains(FOREIGN_KEY) && (defines || atTheEnd));
    }

    private static String verb(List<Token> tokens) {
        return StatementShape.of(tokens).verb();
    }
}
