package com.pmerit.d4.database.lint;

import com.pmerit.d4.contract.SecretShapes;
import com.pmerit.d4.database.Rule;
import com.pmerit.d4.database.lint.Script.Piece;
import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.TokenKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the text of a file tells by itself, whatever it does: what D1 and wrangler make of it. */
final class TextRules {
    /** D1's limits page: the longest statement in bytes. */
    private static final int LONGEST_STATEMENT = 100_000;

    private static final Set<String> TRANSACTION_VERBS =
            Set.of("begin", "commit", "end", "rollback", "savepoint", "release");
    private static final Set<String> STICKY_PRAGMAS = Set.of("legacy_alter_table", "ignore_check_constraints");
    private static final Set<String> OFF = Set.of("off", "0", "no", "false");

    /** wrangler's own words, see trimSqlQuery in its d1/trimmer.ts; other spellings it leaves alone. */
    private static final Pattern TAKEN_OUT = Pattern.compile("BEGIN TRANSACTION;|COMMIT;");

    private final Script script;
    private final List<Finding> findings = new ArrayList<>();

    private TextRules(Script script) {
        this.script = script;
    }

    static List<Finding> findings(Script script) {
        TextRules rules = new TextRules(script);
        rules.wholeFile();
        script.pieces().forEach(rules::statement);
        return rules.findings;
    }

    private void wholeFile() {
        if (script.pieces().isEmpty()) {
            boolean empty = script.migration().sql().isBlank();
            findings.add(script.finding(
                    Rule.NO_STATEMENT,
                    (empty ? "the file is empty" : "the file holds comments only")
                            + ": it would be marked as applied and have done nothing"));
            return;
        }
        Piece last = script.pieces().get(script.pieces().size() - 1);
        if (!last.statement().text().endsWith(";")) {
            findings.add(script.finding(Rule.MISSING_SEMICOLON, last, Rule.MISSING_SEMICOLON.what()));
        }
    }

    private void statement(Piece piece) {
        String verb = piece.word(0);
        if (TRANSACTION_VERBS.contains(verb)) {
            findings.add(script.finding(
                    Rule.TRANSACTION,
                    piece,
                    "D1 refuses " + verb.toUpperCase(Locale.ROOT) + ": it runs each file in a transaction of its own"));
        }
        if (verb.equals("pragma")) {
            pragma(piece);
        }
        int bytes = piece.statement().text().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_STATEMENT) {
            findings.add(script.finding(
                    Rule.STATEMENT_TOO_LONG,
                    piece,
                    String.format(Locale.ROOT, "the statement has %,d bytes, D1 takes at most 100,000", bytes)));
        }
        boolean trigger = piece.creates("trigger");
        if (trigger && piece.statement().text().contains("\r\n")) {
            findings.add(script.finding(Rule.TRIGGER_WITH_CRLF, piece, Rule.TRIGGER_WITH_CRLF.what()));
        }
        if (WranglersSplitter.cuts(piece.statement().text())) {
            findings.add(script.finding(Rule.SPLIT_BY_WRANGLER, piece, Rule.SPLIT_BY_WRANGLER.what()));
        }
        piece.tokens().forEach(token -> literal(piece, token));
    }

    private void literal(Piece piece, Token token) {
        boolean text = token.kind() == TokenKind.STRING || token.kind() == TokenKind.QUOTED_NAME;
        if (text && TAKEN_OUT.matcher(token.text()).find()) {
            findings.add(script.finding(Rule.TRANSACTION_IN_TEXT, piece, token, Rule.TRANSACTION_IN_TEXT.what()));
        }
        Optional<String> secret = text ? SecretShapes.find(token.value()) : Optional.empty();
        secret.ifPresent(shape -> findings.add(script.finding(
                Rule.SECRET, piece, token, "this looks like " + shape + ", and a migration is kept in git for good")));
    }

    private void pragma(Piece piece) {
        int name = piece.tokens().size() > 3 && piece.tokens().get(2).isOperator(".") ? 3 : 1;
        String pragma = piece.word(name);
        boolean sets = piece.tokens().size() > name + 2;
        if (sets && STICKY_PRAGMAS.contains(pragma)) {
            findings.add(script.finding(
                    Rule.STICKY_PRAGMA,
                    piece,
                    "PRAGMA " + pragma + " stays in force for whoever uses the database next"));
        }
        if (sets && pragma.equals("foreign_keys") && OFF.contains(piece.word(name + 2))) {
            findings.add(script.finding(Rule.FOREIGN_KEYS_OFF, piece, Rule.FOREIGN_KEYS_OFF.what()));
        }
    }
}
