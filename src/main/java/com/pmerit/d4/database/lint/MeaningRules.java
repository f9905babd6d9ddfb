package com.pmerit.d4.database.lint;

import com.pmerit.d4.database.Rule;
import com.pmerit.d4.database.lint.Script.Piece;
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
    private final KnownSchema after;
    private final Set<String> names = new HashSet<>(Set.of("new", "old", "excluded", "rowid", "oid", "_rowid_"));
    private final List<Finding> findings = new ArrayList<>();

    private MeaningRules(Script script, KnownSchema after) {
        this.script = script;
        this.after = after;
    }

    /**
     * Looks at one file.
     *
     * @param after the schema after it
     */
    static List<Finding> findings(Effect effect, KnownSchema after) {
        MeaningRules rules = new MeaningRules(effect.script(), after);
        if (effect.script().migration().sql().indexOf('"') >= 0) {
            effect.change().removed().forEach(fact -> rules.names.addAll(KnownSchema.namesOf(fact)));
            rules.script.pieces().forEach(rules::ownNames);
            rules.script.pieces().forEach(rules::doubleQuotes);
        }
        rules.script.pieces().forEach(rules::selectStar);
        return rules.findings;
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
                    && !names.contains(token.folded())
                    && !after.hasName(token.folded())) {
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
