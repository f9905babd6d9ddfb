package com.pmerit.d4.sql;

import java.util.ArrayList;
import java.util.List;

/** One column or constraint of a {@code CREATE TABLE}, read clause by clause. */
final class TableItem {
    private final List<Token> tokens;
    private final CanonicalSql canonical;
    private final boolean column;
    private final StringBuilder clauses = new StringBuilder();
    private final List<String> checks = new ArrayList<>();
    private final List<String> conflicts = new ArrayList<>();
    private final List<List<String>> deferred = new ArrayList<>();

    private int at;
    private String constraint = "";
    private List<String> columns = List.of();

    /**
     * Reads one.
     *
     * @param column whether it defines a column
     */
    TableItem(List<Token> tokens, CanonicalSql canonical, boolean column) {
        this.tokens = tokens;
        this.canonical = canonical;
        this.column = column;
        if (column) {
            columns = List.of(tokens.get(0).folded());
            at = 1;
        }
        while (at < tokens.size()) {
            clause();
        }
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

    List<List<String>> deferred() {
        return deferred;
    }

    private void clause() {
        if (is("(")) {
            at = behindBrackets(at);
        } else if (word("constraint")) {
            at += 2;
        } else if (word("default")) {
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
        } else if (word("deferrable")) {
            boolean negated = at > 0 && tokens.get(at - 1).isWord("not");
            if (!negated && folded(at + 1).equals("initially") && folded(at + 2).equals("deferred")) {
                deferred.add(columns);
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
            at++;
        }
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
        return at > open + 1 ? canonical.of(tokens.subList(open + 1, at - 1)) : "";
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
