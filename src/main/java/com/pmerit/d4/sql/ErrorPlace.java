package com.pmerit.d4.sql;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the token that SQLite complains about. D1 tells its offset; SQLite's Java driver does not hand it out, so it is
 * found again from the message.
 */
final class ErrorPlace {
    private static final Pattern NEAR = Pattern.compile("near \"(.*)\": syntax error", Pattern.DOTALL);
    private static final Pattern COLUMN =
            Pattern.compile("(?:no such column|ambiguous column name): \"?(.*?)\"?", Pattern.DOTALL);
    private static final Pattern EXISTING =
            Pattern.compile("(?:table|view|trigger) (.*) already exists", Pattern.DOTALL);
    private static final Pattern MISUSE = Pattern.compile(
            "misuse of (?:aggregate:|aggregate function|window function) ([^()]*)\\(\\)", Pattern.DOTALL);
    private static final Pattern FUNCTION = Pattern.compile(
            "(?:no such function: |not authorized to use function: |wrong number of arguments to function "
                    + "|too many arguments on function )([^()]*)(?:\\(\\))?",
            Pattern.DOTALL);

    private static final Set<String> NON_DETERMINISTIC =
            Set.of("random", "randomblob", "changes", "total_changes", "last_insert_rowid");

    private final String sql;
    private final List<Token> tokens;
    private final Judge judge;

    /** SQLite's judgement of a text, which is only compiled, not run. */
    @FunctionalInterface
    interface Judge {
        /** SQLite's message, or nothing when it accepts the text. */
        Optional<String> messageOf(String sql);
    }

    ErrorPlace(String sql, List<Token> tokens, Judge judge) {
        this.sql = sql;
        this.tokens = tokens;
        this.judge = judge;
    }

    /** The token that this message of SQLite's is about; nothing for a message about the statement as a whole. */
    Optional<Token> of(String message) {
        if (message.startsWith("unrecognized token: ")) {
            return first(token -> token.kind() == TokenKind.ILLEGAL);
        }
        if (message.equals("too many SQL variables")) {
            return firstParameterTooMany();
        }
        if (message.startsWith("variable number must be between")) {
            return first(ErrorPlace::isParameterOutOfRange);
        }
        if (message.startsWith("second argument to likelihood()")) {
            return calls("likelihood").findFirst();
        }
        if (message.startsWith("non-deterministic functions prohibited")) {
            return NON_DETERMINISTIC.stream().flatMap(this::calls).min(Comparator.comparing(Token::offset));
        }
        Matcher near = NEAR.matcher(message);
        if (near.matches()) {
            return syntaxError(message, near.group(1));
        }
        Matcher column = COLUMN.matcher(message);
        if (column.matches()) {
            return dottedName(column.group(1));
        }
        Matcher existing = EXISTING.matcher(message);
        if (existing.matches()) {
            return first(token -> token.isName() && token.value().equals(existing.group(1)));
        }
        Matcher misuse = MISUSE.matcher(message);
        if (misuse.matches()) {
            // An aggregate is allowed where it comes first, in the result, and misused behind or inside of that.
            return calls(misuse.group(1)).reduce((earlier, later) -> later);
        }
        Matcher function = FUNCTION.matcher(message);
        return function.matches()
                ? calls(function.group(1)).findFirst().or(() -> infix(function.group(1)))
                : Optional.empty();
    }

    /** The parser stops at the first token it cannot take, so the text up to that very token fails in the same words. */
    private Optional<Token> syntaxError(String message, String text) {
        List<Token> candidates =
                tokens.stream().filter(token -> token.text().equals(text)).toList();
        if (candidates.size() <= 1) {
            return candidates.stream().findFirst();
        }
        return candidates.stream()
                .filter(token -> judge.messageOf(sql.substring(0, token.end())).equals(Optional.of(message)))
                .findFirst();
    }

    private Optional<Token> dottedName(String name) {
        List<String> parts = Arrays.asList(name.split("\\.", -1));
        for (int index = 0; index < tokens.size(); index++) {
            if (isDottedName(index, parts)) {
                return Optional.of(tokens.get(index));
            }
        }
        return Optional.empty();
    }

    private boolean isDottedName(int index, List<String> parts) {
        if (index + 2 * parts.size() - 1 > tokens.size()) {
            return false;
        }
        for (int part = 0; part < parts.size(); part++) {
            Token token = tokens.get(index + 2 * part);
            boolean separated = part == 0 || tokens.get(index + 2 * part - 1).isOperator(".");
            if (!separated || !token.isName() || !token.value().equals(parts.get(part))) {
                return false;
            }
        }
        boolean continued = index > 0 && tokens.get(index - 1).isOperator(".");
        return !continued && !isAssigned(index) && tokens.get(index).kind() != TokenKind.STRING;
    }

    /** Of a column that UPDATE cannot set SQLite tells no place. */
    private boolean isAssigned(int index) {
        boolean before = index > 0
                && (tokens.get(index - 1).isWord("set") || tokens.get(index - 1).isOperator(","));
        return before && index + 1 < tokens.size() && tokens.get(index + 1).isOperator("=");
    }

    private Stream<Token> calls(String name) {
        return IntStream.range(0, tokens.size() - 1)
                .filter(index -> tokens.get(index).value().equals(name)
                        && tokens.get(index + 1).isOperator("("))
                .mapToObj(tokens::get);
    }

    /** An operator such as REGEXP is a function too. */
    private Optional<Token> infix(String name) {
        return first(token -> token.isWord(name));
    }

    private Optional<Token> firstParameterTooMany() {
        int highest = 0;
        for (Token token : tokens) {
            if (token.kind() == TokenKind.PARAMETER) {
                boolean numbered = token.text().matches("\\?[0-9]{1,9}");
                highest = numbered
                        ? Math.max(highest, Integer.parseInt(token.text().substring(1)))
                        : highest + 1;
                if (highest > D1Limits.PARAMETERS) {
                    return Optional.of(token);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Token> first(Predicate<Token> test) {
        return tokens.stream().filter(test).findFirst();
    }

    private static boolean isParameterOutOfRange(Token token) {
        String digits = token.text().substring(1);
        boolean numbered = token.kind() == TokenKind.PARAMETER && digits.matches("[0-9]+");
        return numbered
                && (digits.length() > 9
                        || Integer.parseInt(digits) < 1
                        || Integer.parseInt(digits) > D1Limits.PARAMETERS);
    }
}
