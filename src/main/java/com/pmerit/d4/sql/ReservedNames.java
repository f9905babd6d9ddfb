package com.pmerit.d4.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps a user's statements away from Cloudflare's own tables, whose names begin with {@code _cf_}. */
final class ReservedNames {
    private static final String PREFIX = "_cf_";

    /** The function that stands between a name and a pragma, see {@link #guarded}. */
    static final String GUARD = "d4_not_reserved";

    private final NavigableMap<String, List<String>> columnsByTable;

    /** Knows the reserved tables of one database with their columns. */
    ReservedNames(Map<String, List<String>> columnsByTable) {
        this.columnsByTable = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.columnsByTable.putAll(columnsByTable);
    }

    static boolean isReserved(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    /** What D1 says to a statement that makes, changes, drops, reads or writes a reserved object. */
    Optional<String> refusal(List<Token> statement) {
        List<Token> reserved = statement.stream()
                .filter(token -> token.isName() && isReserved(token.value()))
                .toList();
        if (reserved.isEmpty()) {
            return Optional.empty();
        }
        StatementShape shape = StatementShape.of(statement);
        boolean target = shape.target().filter(name -> isReserved(name.value())).isPresent();
        boolean definition = !shape.object().isEmpty();
        if (target || (definition && isBehindOnOrTo(statement))) {
            return Optional.of(D1Words.NOT_AUTHORIZED);
        }
        return definition ? Optional.empty() : readRefusal(statement, reserved);
    }

    /**
     * The statement with every name that it hands to a {@code pragma_…} function going through {@link #GUARD}: in D1 a
     * query that joins such a function with a list of tables fails as soon as it meets a reserved one.
     */
    String guarded(String sql) {
        if (columnsByTable.isEmpty() || !sql.toLowerCase(Locale.ROOT).contains("pragma_")) {
            return sql;
        }
        List<Token> tokens = Tokenizer.meaningfulTokens(sql);
        if (!StatementShape.of(tokens).object().isEmpty()) {
            return sql;
        }
        StringBuilder guarded = new StringBuilder(sql);
        for (int index = tokens.size() - 3; index >= 0; index--) {
            if (D1Pragmas.namesAnObject(tokens.get(index))
                    && tokens.get(index + 1).isOperator("(")) {
                int close = endOfArgument(tokens, index + 2);
                guarded.insert(tokens.get(close).offset(), ")");
                guarded.insert(tokens.get(index + 2).offset(), GUARD + "(");
            }
        }
        return guarded.toString();
    }

    private static int endOfArgument(List<Token> tokens, int from) {
        int depth = 0;
        int at = from;
        for (; at < tokens.size() - 1; at++) {
            Token token = tokens.get(at);
            if (depth == 0 && (token.isOperator(")") || token.isOperator(","))) {
                return at;
            }
            depth += token.isOperator("(") ? 1 : token.isOperator(")") ? -1 : 0;
        }
        return at;
    }

    private Optional<String> readRefusal(List<Token> statement, List<Token> reserved) {
        for (Token name : reserved) {
            List<String> columns = columnsByTable.get(name.value());
            if (columns != null && name.kind() != TokenKind.STRING && !isAlias(statement, name)) {
                return Optional.of(readColumn(statement, columns)
                        .map(column -> "access to " + columnsByTable.floorKey(name.value()) + "." + column
                                + " is prohibited: SQLITE_AUTH")
                        .orElse(D1Words.NOT_AUTHORIZED));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> readColumn(List<Token> statement, List<String> columns) {
        for (int index = 1; index < statement.size(); index++) {
            Token token = statement.get(index);
            boolean all = token.isOperator("*") && !statement.get(index - 1).isOperator("(");
            Optional<String> named = columns.stream()
                    .filter(column -> token.isName() && column.equalsIgnoreCase(token.value()))
                    .findFirst();
            if (all || named.isPresent()) {
                return all ? columns.stream().findFirst() : named;
            }
        }
        return Optional.empty();
    }

    private static boolean isAlias(List<Token> statement, Token name) {
        int index = statement.indexOf(name);
        return index > 0 && statement.get(index - 1).isWord("as");
    }

    private static boolean isBehindOnOrTo(List<Token> statement) {
        List<Token> names = new ArrayList<>();
        for (int index = 1; index < statement.size(); index++) {
            Token before = statement.get(index - 1);
            if (before.isWord("on") || before.isWord("to")) {
                names.add(statement.get(index));
            }
        }
        return names.stream().anyMatch(name -> isReserved(name.value()));
    }
}
