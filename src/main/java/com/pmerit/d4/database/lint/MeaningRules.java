package com.pmerit.d4.database.lint;

import com.pmerit.d4.database.lint.Replay.Effect;
import com.pmerit.d4.database.lint.Script.Piece;
import com.pmerit.d4.sql.SchemaFact;
import com.pmerit.d4.sql.SchemaFact.Kind;
import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.TokenKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a statement means depends on the names of the schema: double quotes, and {@code SELECT *}. */
final class MeaningRules {
    private static final Set<String> BEFORE_A_NAME = Set.of(
            "table",
            "index",
            "view",
            "trigger",
            "column",
            "as",
            "to",
            "into",
            "from",
            "join",
            "update",
            "references",
            "constraint",
            "add",
            "rename",
            "exists",
            "drop",
            "with",
            "recursive",
            "collate",
            "of",
            "key");

    private final Script script;
    private final Set<String> names = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    private MeaningRules(Effect effect) {
        this.script = effect.script();
    }

    static List<Finding> findings(Effect effect) {
        MeaningRules rules = new MeaningRules(effect);
        if (effect.script().migration().sql().indexOf('"') >= 0) {
            rules.names(effect.before());
            rules.names(effect.after());
            rules.script.pieces().forEach(rules::ownNames);
            rules.script.pieces().forEach(rules::doubleQuotes);
        }
        rules.script.pieces().forEach(rules::selectStar);
        return rules.findings;
    }

    private void names(Set<SchemaFact> facts) {
        names.addAll(Set.of("new", "old", "excluded", "rowid", "oid", "_rowid_"));
        for (SchemaFact fact : facts) {
            names.add(fact.table());
            if (fact.kind() == Kind.COLUMN) {
                names.add(fact.name().substring(fact.table().length() + 1));
            } else if (fact.kind() == Kind.INDEX || fact.kind() == Kind.TRIGGER) {
                names.add(fact.name());
            } else if (fact.kind() == Kind.VIRTUAL_TABLE || fact.kind() == Kind.VIEW) {
                // Their columns are no facts; what their text mentions may be one.
                names.addAll(List.of(fact.definition().replace("\"", "").split("[^\\p{Alnum}_$]+")));
            }
        }
    }

    /** What the file itself names: columns of tables that do not outlive it, aliases, expressions with a name. */
    private void ownNames(Piece piece) {
        int depth = 0;
        for (int index = 0; index < piece.tokens().size(); index++) {
            Token token = piece.tokens().get(index);
            depth += token.isOperator("(") ? 1 : token.isOperator(")") ? -1 : 0;
            Token before = index == 0 ? token : piece.tokens().get(index - 1);
            boolean definesColumn =
                    piece.creates("table") && depth == 1 && (before.isOperator("(") || before.isOperator(","));
            boolean named = before.kind() == TokenKind.WORD && BEFORE_A_NAME.contains(before.folded());
            if (index > 0 && token.isName() && (definesColumn || named)) {
                names.add(token.folded());
            }
        }
    }

    private void doubleQuotes(Piece piece) {
        List<Token> tokens = piece.tokens();
        for (int index = 1; index < tokens.size(); index++) {
            Token token = tokens.get(index);
            boolean beforePoint =
                    index + 1 < tokens.size() && tokens.get(index + 1).isOperator(".");
            boolean behindPoint = tokens.get(index - 1).isOperator(".");
            if (token.kind() == TokenKind.QUOTED_NAME
                    && token.text().startsWith("\"")
                    && !beforePoint
                    && !behindPoint
                    && !names.contains(token.folded())) {
                findings.add(script.finding(
                        Rule.DOUBLE_QUOTED_STRING,
                        piece,
                        token,
                        token.text() + " is no name here, so D1 takes it for a string"));
            }
        }
    }

    /** The order of columns is none of the facts, so that all are told. */
    private void selectStar(Piece piece) {
        List<Token> tokens = piece.tokens();
        boolean inserts = piece.word(0).equals("insert") || piece.word(0).equals("replace");
        for (int index = 1; inserts && index + 1 < tokens.size(); index++) {
            if (tokens.get(index).isWord("select") && tokens.get(index + 1).isOperator("*")) {
                findings.add(script.finding(
                        Rule.SELECT_STAR,
                        piece,
                        tokens.get(index + 1),
                        "INSERT … SELECT * takes columns by their order: one more or less, and values land in others"));
            }
        }
    }
}
