package com.pmerit.d4.database.lint;

import com.pmerit.d4.database.lint.Replay.Effect;
import com.pmerit.d4.database.lint.RowReplay.Rows;
import com.pmerit.d4.database.lint.Script.Piece;
import com.pmerit.d4.sql.SchemaFact;
import com.pmerit.d4.sql.SchemaFact.Kind;
import com.pmerit.d4.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a file did to rows that it does not delete by name. */
final class RowRules {
    private RowRules() {}

    static List<Finding> findings(Effect effect, Rows rows) {
        List<Finding> findings = new ArrayList<>();
        Script script = effect.script();
        rows.lost().forEach((table, counts) -> {
            if (script.pieces().stream().noneMatch(piece -> deletesFrom(piece, table))) {
                findings.add(lost(effect, table, counts));
            }
        });
        rows.failure()
                .ifPresent(failure -> failure.piece()
                        .ifPresent(piece -> findings.add(script.finding(
                                Rule.FAILS_ON_ROWS,
                                piece,
                                "it runs on an empty table and fails where there are rows: " + failure.words()))));
        return findings;
    }

    private static Finding lost(Effect effect, String table, List<Long> counts) {
        Script script = effect.script();
        Optional<SchemaFact> key = effect.before().stream()
                .filter(fact -> fact.kind() == Kind.FOREIGN_KEY && fact.table().equals(table))
                .filter(fact -> fact.definition().contains("on delete cascade"))
                .filter(fact -> script.pieces().stream().anyMatch(piece -> takesAway(piece, fact)))
                .findFirst();
        String by = key.map(fact -> ": its foreign key " + fact.name() + " "
                        + fact.definition().replaceAll(" on update.*", "") + " on delete cascade")
                .orElse(" without being named in a DELETE");
        String message =
                table + " loses " + (counts.get(0) - counts.get(1)) + " of " + counts.get(0) + " canary rows" + by;
        Optional<Piece> place = script.pieces().stream()
                .filter(piece -> key.filter(fact -> takesAway(piece, fact)).isPresent())
                .findFirst();
        return place.map(piece -> script.finding(Rule.ROWS_LOST, piece, message))
                .orElseGet(() -> script.lastNaming(table)
                        .map(piece -> script.finding(Rule.ROWS_LOST, piece, message))
                        .orElseGet(() -> script.finding(Rule.ROWS_LOST, message)));
    }

    private static boolean takesAway(Piece piece, SchemaFact key) {
        boolean removes = List.of("drop", "delete", "replace").contains(piece.word(0));
        return removes
                && piece.tokens().stream()
                        .filter(Token::isName)
                        .anyMatch(token -> key.definition().startsWith("references " + token.folded() + " ")
                                || key.definition().startsWith("references \"" + token.folded() + "\" "));
    }

    private static boolean deletesFrom(Piece piece, String table) {
        return piece.word(0).equals("delete") && piece.word(2).equals(table);
    }
}
