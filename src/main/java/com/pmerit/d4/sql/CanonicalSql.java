package com.pmerit.d4.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes SQL in one way only: no comments, one space between tokens, keywords and names in lower case, names in quotes only
 * where they need them.
 *
 * <p>SQLite takes what stands in double quotes for a string where no name fits. So double quotes only go where the name is
 * one of the schema's, or of the statement's own behind {@code AS}; else they stay and count.
 */
final class CanonicalSql {
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_$]*");
    private static final Set<String> ALWAYS_NAMES = Set.of("new", "old", "excluded", "rowid", "_rowid_", "oid");

    private final Set<String> names;

    /**
     * Knows the names of a schema.
     *
     * @param names of tables, columns, indexes, views and triggers, in lower case
     */
    CanonicalSql(Set<String> names) {
        this.names = new HashSet<>(names);
        this.names.addAll(ALWAYS_NAMES);
    }

    /** The tokens of a text, written so. */
    String of(String sql) {
        return of(Tokenizer.meaningfulTokens(sql));
    }

    /** Meaningful tokens, written so. */
    String of(List<Token> tokens) {
        Set<String> own = new HashSet<>();
        for (int index = 1; index < tokens.size(); index++) {
            if (tokens.get(index - 1).isWord("as") && tokens.get(index).kind() == TokenKind.QUOTED_NAME) {
                own.add(tokens.get(index).folded());
            }
        }
        return tokens.stream().map(token -> written(token, own)).collect(Collectors.joining(" "));
    }

    /** A name, quoted only where it must be. */
    static String name(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        return PLAIN_NAME.matcher(folded).matches() ? folded : '"' + folded.replace("\"", "\"\"") + '"';
    }

    /** Names in brackets. */
    static String list(List<String> names) {
        return names.stream().map(CanonicalSql::name).collect(Collectors.joining(", ", "(", ")"));
    }

    private String written(Token token, Set<String> own) {
        return switch (token.kind()) {
            case WORD, NUMBER, BLOB -> token.text().toLowerCase(Locale.ROOT);
            case QUOTED_NAME -> isName(token, own) ? name(token.value()) : token.text();
            case OPERATOR -> operator(token.text());
            default -> token.text();
        };
    }

    private boolean isName(Token token, Set<String> own) {
        boolean mayBeAString = token.text().startsWith("\"");
        return !mayBeAString || names.contains(token.folded()) || own.contains(token.folded());
    }

    private static String operator(String text) {
        return text.equals("<>") ? "!=" : text.equals("==") ? "=" : text;
    }
}
