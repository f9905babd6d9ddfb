package com.pmerit.d4.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes SQL in one way only: no comments, one space between tokens, keywords and names in lower case, names in quotes only
 * where they need them.
 *
 * <p>SQLite takes what stands in double quotes for a string where no column of that name is in reach. So double quotes only go
 * where a name must stand, or where the name is a column's of a table that the text mentions, or the text's own behind
 * {@code AS}; else they stay and count.
 */
final class CanonicalSql {
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_$]*");
    private static final Set<String> ALWAYS_NAMES = Set.of("new", "old", "excluded", "rowid", "_rowid_", "oid");
    private static final Set<String> BEFORE_A_NAME =
            Set.of("join", "into", "update", "table", "index", "view", "trigger", "as", "references", "collate");
    private static final Set<String> VALUES_WITHOUT_QUOTES =
            Set.of("null", "true", "false", "current_time", "current_date", "current_timestamp");

    private final Function<String, Set<String>> columns;

    /**
     * Knows a schema.
     *
     * @param columns of the table of this name; none when there is no such table; all in lower case
     */
    CanonicalSql(Function<String, Set<String>> columns) {
        this.columns = columns;
    }

    /** A whole statement, written so. */
    String of(String sql) {
        return written(Tokenizer.meaningfulTokens(sql), Set.of());
    }

    /** An expression, or more, that belongs to a table, written so. */
    String of(String table, List<Token> tokens) {
        return written(tokens, columns.apply(table));
    }

    /** What a column has where no value is given: a word or name by itself is a string to SQLite. */
    String defaultValue(String table, String value) {
        List<Token> tokens = Tokenizer.meaningfulTokens(value);
        boolean single = tokens.size() == 1 && tokens.get(0).isName();
        boolean string = single
                && !(tokens.get(0).kind() == TokenKind.WORD
                        && VALUES_WITHOUT_QUOTES.contains(tokens.get(0).folded()));
        return string ? "'" + tokens.get(0).value().replace("'", "''") + "'" : of(table, tokens);
    }

    private String written(List<Token> tokens, Set<String> inReach) {
        Set<String> names = new HashSet<>(inReach);
        names.addAll(ALWAYS_NAMES);
        for (int index = 0; index < tokens.size(); index++) {
            Token token = tokens.get(index);
            if (token.isName()) {
                names.addAll(columns.apply(token.folded()));
            }
            if (index > 0 && tokens.get(index - 1).isWord("as") && token.kind() == TokenKind.QUOTED_NAME) {
                names.add(token.folded());
            }
        }
        return IntStream.range(0, tokens.size())
                .mapToObj(index -> written(tokens, index, names))
                .collect(Collectors.joining(" "));
    }

    /** A name, quoted only where it must be. */
    static String name(String name) {
        String folded = Token.folded(name);
        return PLAIN_NAME.matcher(folded).matches() ? folded : '"' + folded.replace("\"", "\"\"") + '"';
    }

    /** Names in brackets. */
    static String list(List<String> names) {
        return names.stream().map(CanonicalSql::name).collect(Collectors.joining(", ", "(", ")"));
    }

    private String written(List<Token> tokens, int index, Set<String> names) {
        Token token = tokens.get(index);
        return switch (token.kind()) {
            case WORD, NUMBER, BLOB -> Token.folded(token.text());
            case QUOTED_NAME -> {
                boolean mayBeAString = token.text().startsWith("\"");
                boolean isName = !mayBeAString || names.contains(token.folded()) || isNamePlace(tokens, index);
                yield isName ? name(token.value()) : token.text();
            }
            case OPERATOR -> operator(token.text());
            default -> token.text();
        };
    }

    /** Whether no string can stand there. */
    private boolean isNamePlace(List<Token> tokens, int index) {
        boolean beforePoint = index + 1 < tokens.size() && tokens.get(index + 1).isOperator(".");
        if (index == 0 || beforePoint) {
            return beforePoint;
        }
        Token before = tokens.get(index - 1);
        if (before.kind() != TokenKind.WORD) {
            return before.isOperator(".");
        }
        boolean comparison = index > 1 && tokens.get(index - 2).isWord("distinct");
        boolean target = before.isWord("on")
                && !columns.apply(tokens.get(index).folded()).isEmpty()
                && index + 1 < tokens.size()
                && tokens.get(index + 1).kind() == TokenKind.WORD;
        return BEFORE_A_NAME.contains(before.folded()) || (before.isWord("from") && !comparison) || target;
    }

    private static String operator(String text) {
        return text.equals("<>") ? "!=" : text.equals("==") ? "=" : text;
    }
}
