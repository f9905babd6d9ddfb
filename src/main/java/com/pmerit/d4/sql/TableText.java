package com.pmerit.d4.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What only the text of a {@code CREATE TABLE} tells, for SQLite has no pragma for it: checks, collations, generated columns,
 * AUTOINCREMENT, conflict clauses and deferred foreign keys.
 */
final class TableText {
    private static final Set<String> TABLE_CONSTRAINTS = Set.of("constraint", "primary", "unique", "check", "foreign");

    private final Map<String, String> clauses = new HashMap<>();
    private final Set<String> checks = new TreeSet<>();
    private final Set<String> conflicts = new TreeSet<>();
    private final Set<TableItem.Reference> deferred = new HashSet<>();
    private final boolean autoincrement;
    private boolean understood = true;

    private TableText(List<Token> tokens, int open, Function<List<Token>, String> canonical) {
        autoincrement = tokens.stream().anyMatch(token -> token.isWord("autoincrement"));
        for (List<Token> item : items(tokens, open)) {
            boolean constraint = isConstraint(item);
            TableItem read = new TableItem(item, canonical, !constraint);
            if (!constraint) {
                clauses.put(item.get(0).folded(), read.clauses());
            }
            understood &= read.understood();
            checks.addAll(read.checks());
            conflicts.addAll(read.conflicts());
            deferred.addAll(read.deferred());
        }
    }

    /**
     * Reads the text; empty when it is none that this class understands wholly.
     *
     * @param canonical writes an expression in one way only
     */
    static Optional<TableText> of(String sql, Function<List<Token>, String> canonical) {
        List<Token> tokens = Tokenizer.meaningfulTokens(sql);
        int open = firstBracket(tokens);
        boolean readable =
                open < tokens.size() && tokens.stream().noneMatch(token -> token.kind() == TokenKind.ILLEGAL);
        return readable
                ? Optional.of(new TableText(tokens, open, canonical)).filter(text -> text.understood)
                : Optional.empty();
    }

    /** The columns in lower case, each with its collation and its generating expression. */
    Map<String, String> clauses() {
        return clauses;
    }

    /** The expressions that rows must satisfy. */
    Set<String> checks() {
        return checks;
    }

    /** Such as {@code unique (email) on conflict replace}. */
    Set<String> conflicts() {
        return conflicts;
    }

    /** Each foreign key that is checked at the end of the transaction only. */
    Set<TableItem.Reference> deferred() {
        return deferred;
    }

    /** Whether ids are never used twice. */
    boolean autoincrement() {
        return autoincrement;
    }

    /** Whether what stands between two commas is a constraint of the table and no column. */
    static boolean isConstraint(List<Token> item) {
        return item.get(0).kind() == TokenKind.WORD
                && TABLE_CONSTRAINTS.contains(item.get(0).folded());
    }

    /** Where the first bracket opens; behind the last token when none does. */
    static int firstBracket(List<Token> tokens) {
        int open = 0;
        while (open < tokens.size() && !tokens.get(open).isOperator("(")) {
            open++;
        }
        return open;
    }

    /** What stands between the commas of the pair of brackets that opens there; nothing when none does. */
    static List<List<Token>> items(List<Token> tokens, int open) {
        List<List<Token>> items = new ArrayList<>();
        List<Token> item = new ArrayList<>();
        int depth = 0;
        for (Token token : tokens.subList(open, tokens.size())) {
            boolean closes = token.isOperator(")");
            depth -= closes ? 1 : 0;
            boolean ends = (depth == 0 && closes) || (depth == 1 && token.isOperator(","));
            if (ends && !item.isEmpty()) {
                items.add(List.copyOf(item));
                item.clear();
            } else if (depth > 0) {
                item.add(token);
            }
            if (ends && closes) {
                break;
            }
            depth += token.isOperator("(") ? 1 : 0;
        }
        return items;
    }
}
