package com.pmerit.d4.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** One column or constraint of a {@code CREATE TABLE}, read clause by clause. */
final class TableItem {
    private static final Set<String> BEHIND_TYPE = Set.of(
            "constraint",
            "not",
            "null",
            "primary",
            "unique",
            "check",
            "default",
            "collate",
            "references",
            "generated",
            "as",
            "deferrable");
    /** Words that SQLite's pragmas tell of, or that say nothing else than the default. */
    private static final Set<String> TOLD_ELSEWHERE = Set.of(
            "not",
            "null",
            "asc",
            "desc",
            "autoincrement",
            "generated",
            "always",
            "stored",
            "virtual",
            "on",
            "delete",
            "update",
            "set",
            "cascade",
            "restrict",
            "no",
            "action",
            "initially",
            "immediate",
            "deferred");

    private final List<Token> tokens;
    private final Function<List<Token>, String> canonical;
    private final boolean column;
    private final StringBuilder clauses = new StringBuilder();
    private final List<String> checks = new ArrayList<>();
    private final List<String> conflicts = new ArrayList<>();
    private final List<Reference> deferred = new ArrayList<>();

    private int at;
    private String constraint = "";
    private List<String> columns = List.of();
    private String parent = "";
    private boolean understood = true;

    /**
     * Reads one.
     *
     * @param column whether it defines a column
     */
    TableItem(List<Token> tokens, Function<List<Token>, String> canonical, boolean column) {
        this.tokens = tokens;
        this.canonical = canonical;
        this.column = column;
        if (column) {
            columns = List.of(tokens.get(0).folded());
            at = behindType();
        }
        while (at < tokens.size()) {
            clause();
        }
    }

    /** A foreign key, as far as its text tells them apart. */
    record Reference(List<String> columns, String parent) {}

    /** Whether every word of it was known. */
    boolean understood() {
        return understood;
    }

    String clauses() {
        return clauses.toString();
    }

    List<String> checks() {
        return checks;
    }

    List<String> conflicts() {
        return conflicts;
    }

    List<Reference> deferred() {
        return deferred;
    }

    private void clause() {
        if (is("(")) {
            at = behindBrackets(at);
        } else if (word("constraint")) {
            at += 2;
        } else if (word("default") && (at == 0 || !tokens.get(at - 1).isWord("set"))) {
            skipDefault();
        } else if (word("check")) {
            checks.add(inner());
        } else if (word("as")) {
            clauses.append(" as (").append(inner()).append(')');
        } else if (word("collate")) {
            String collation = folded(at + 1);
            clauses.append(collation.equals("binary") ? "" : " collate " + collation);
            at += 2;
        } else if (word("on") && folded(at + 1).equals("conflict")) {
            String action = folded(at + 2);
            if (!action.equals("abort")) {
                conflicts.add(constraint + " " + CanonicalSql.list(columns) + " on conflict " + action);
            }
            at += 3;
        } else if (word("references")) {
            parent = folded(at + 1);
            at += 2;
        } else if (word("match")) {
            at += 2;
        } else if (word("deferrable")) {
            boolean negated = at > 0 && tokens.get(at - 1).isWord("not");
            if (!negated && folded(at + 1).equals("initially") && folded(at + 2).equals("deferred")) {
                deferred.add(new Reference(columns, parent));
            }
            at++;
        } else {
            keyword();
        }
    }

    private void keyword() {
        boolean notNull = word("not") && folded(at + 1).equals("null");
        if (notNull || word("unique") || word("primary") || word("foreign")) {
            constraint = notNull ? "not null" : folded(at) + (word("unique") ? "" : " key");
            at += word("unique") ? 1 : 2;
            if (!column && is("(")) {
                columns = TableText.items(tokens, at).stream()
                        .map(item -> item.get(0).folded())
                        .toList();
            }
        } else {
            // What nobody here has heard of may mean anything.
            understood &= TOLD_ELSEWHERE.contains(folded(at))
                    || (folded(at).equals("default") && tokens.get(at - 1).isWord("set"));
            at++;
        }
    }

    /** The type is what stands in front of the first constraint; SQLite's pragma tells it. */
    private int behindType() {
        int behind = 1;
        while (behind < tokens.size()
                && !(tokens.get(behind).kind() == TokenKind.WORD
                        && BEHIND_TYPE.contains(tokens.get(behind).folded()))) {
            behind++;
        }
        return behind;
    }

    /** A default is one literal, signed or not, or an expression in brackets. */
    private void skipDefault() {
        at++;
        if (is("+") || is("-")) {
            at++;
        }
        at = is("(") ? behindBrackets(at) : at + 1;
    }

    /** The expression in the brackets behind a keyword. */
    private String inner() {
        int open = at + 1;
        at = open < tokens.size() && tokens.get(open).isOperator("(") ? behindBrackets(open) : open;
        return at > open + 1 ? canonical.apply(tokens.subList(open + 1, at - 1)) : "";
    }

    private int behindBrackets(int open) {
        int depth = 0;
        for (int index = open; index < tokens.size(); index++) {
            depth += tokens.get(index).isOperator("(") ? 1 : tokens.get(index).isOperator(")") ? -1 : 0;
            if (depth == 0) {
                return index + 1;
            }
        }
        return tokens.size();
    }

    private boolean is(String operator) {
        return at < tokens.size() && tokens.get(at).isOperator(operator);
    }

    private boolean word(String keyword) {
        return tokens.get(at).isWord(keyword);
    }

    private String folded(int index) {
        return index < tokens.size() ? tokens.get(index).folded() : "";
    }
}
