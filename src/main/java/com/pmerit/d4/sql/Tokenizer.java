package com.pmerit.d4.sql;

import java.util.ArrayList;
import java.util.List;

/** Cuts SQL text into tokens where SQLite cuts it; the texts of the tokens put together are the text again. */
public final class Tokenizer {
    private static final String TWO_CHARACTER_OPERATORS = "|| -> <= <> << >= >> == != ";
    private static final String ONE_CHARACTER_OPERATORS = "()+-*/%=<>,;.&~|";

    private final String sql;
    private int position;

    private Tokenizer(String sql) {
        this.sql = sql;
    }

    /** All tokens of the text, white space and comments too. Never fails: what SQLite would refuse is {@link TokenKind#ILLEGAL}. */
    public static List<Token> tokens(String sql) {
        Tokenizer tokenizer = new Tokenizer(sql);
        List<Token> tokens = new ArrayList<>();
        while (tokenizer.position < sql.length()) {
            int start = tokenizer.position;
            TokenKind kind = tokenizer.advance();
            tokens.add(new Token(kind, sql.substring(start, tokenizer.position), start));
        }
        return List.copyOf(tokens);
    }

    /** The tokens that mean something to the parser: without white space and comments. */
    public static List<Token> meaningfulTokens(String sql) {
        return tokens(sql).stream().filter(Token::isMeaningful).toList();
    }

    private TokenKind advance() {
        char first = sql.charAt(position);
        if (isSpace(first)) {
            position = endOfSpace(sql, position);
            return TokenKind.SPACE;
        }
        if (sql.startsWith("--", position)) {
            int newline = sql.indexOf('\n', position);
            position = newline < 0 ? sql.length() : newline;
            return TokenKind.COMMENT;
        }
        // SQLite wants at least one character behind the opening of a block comment.
        if (sql.startsWith("/*", position) && position + 2 < sql.length()) {
            int close = sql.indexOf("*/", position + 2);
            position = close < 0 ? sql.length() : close + 2;
            return TokenKind.COMMENT;
        }
        return switch (first) {
            case '\'' -> quoted(first, TokenKind.STRING);
            case '"', '`' -> quoted(first, TokenKind.QUOTED_NAME);
            case '[' -> bracketed();
            case '?' -> {
                position = endOfRun(position + 1, Tokenizer::isDigit);
                yield TokenKind.PARAMETER;
            }
            case ':', '@', '$', '#' -> namedParameter();
            default -> plain(first);
        };
    }

    private TokenKind plain(char first) {
        boolean leadingPoint = first == '.' && position + 1 < sql.length() && isDigit(sql.charAt(position + 1));
        if (isDigit(first) || leadingPoint) {
            return number();
        }
        if ((first == 'x' || first == 'X') && sql.startsWith("'", position + 1)) {
            return blob();
        }
        if (isNameCharacter(first)) {
            position = endOfRun(position, Tokenizer::isNameCharacter);
            return TokenKind.WORD;
        }
        return operator(first);
    }

    private TokenKind quoted(char quote, TokenKind kind) {
        int close = sql.indexOf(quote, position + 1);
        while (close >= 0 && close + 1 < sql.length() && sql.charAt(close + 1) == quote) {
            close = sql.indexOf(quote, close + 2);
        }
        return closedAt(close, kind);
    }

    private TokenKind bracketed() {
        return closedAt(sql.indexOf(']', position), TokenKind.QUOTED_NAME);
    }

    private TokenKind closedAt(int close, TokenKind kind) {
        position = close < 0 ? sql.length() : close + 1;
        return close < 0 ? TokenKind.ILLEGAL : kind;
    }

    /** As {@code :name}; also in Tcl's spelling, as {@code $name::space(anything)}. */
    private TokenKind namedParameter() {
        int end = position + 1;
        boolean named = false;
        while (end < sql.length() && (isNameCharacter(sql.charAt(end)) || sql.startsWith("::", end))) {
            named |= isNameCharacter(sql.charAt(end));
            end += sql.charAt(end) == ':' ? 2 : 1;
        }
        boolean closed = true;
        if (named && end < sql.length() && sql.charAt(end) == '(') {
            end = endOfRun(end + 1, character -> !isSpaceOrVerticalTab(character) && character != ')');
            closed = end < sql.length() && sql.charAt(end) == ')';
            end += closed ? 1 : 0;
        }
        position = end;
        return named && closed ? TokenKind.PARAMETER : TokenKind.ILLEGAL;
    }

    private TokenKind blob() {
        int end = endOfRun(position + 2, Tokenizer::isHexDigit);
        boolean whole = end < sql.length() && sql.charAt(end) == '\'' && (end - position) % 2 == 0;
        if (whole) {
            position = end + 1;
            return TokenKind.BLOB;
        }
        int close = sql.indexOf('\'', end);
        position = close < 0 ? sql.length() : close + 1;
        return TokenKind.ILLEGAL;
    }

    private TokenKind number() {
        if (sql.regionMatches(true, position, "0x", 0, 2) && isHexDigitAt(position + 2)) {
            position = endOfRun(position + 2, character -> isHexDigit(character) || character == '_');
        } else {
            position = endOfRun(position, Tokenizer::isDigitOrSeparator);
            if (position < sql.length() && sql.charAt(position) == '.') {
                position = endOfRun(position + 1, Tokenizer::isDigitOrSeparator);
            }
            exponent();
        }
        int end = endOfRun(position, Tokenizer::isNameCharacter);
        boolean clean = end == position;
        position = end;
        return clean ? TokenKind.NUMBER : TokenKind.ILLEGAL;
    }

    private void exponent() {
        if (position >= sql.length() || Character.toLowerCase(sql.charAt(position)) != 'e') {
            return;
        }
        int digits = position + 1;
        if (digits < sql.length() && (sql.charAt(digits) == '+' || sql.charAt(digits) == '-')) {
            digits++;
        }
        if (digits < sql.length() && isDigit(sql.charAt(digits))) {
            position = endOfRun(digits, Tokenizer::isDigitOrSeparator);
        }
    }

    private TokenKind operator(char first) {
        if (sql.startsWith("->>", position)) {
            position += 3;
            return TokenKind.OPERATOR;
        }
        boolean pair = position + 1 < sql.length()
                && !isSpace(sql.charAt(position + 1))
                && TWO_CHARACTER_OPERATORS.contains(sql.substring(position, position + 2) + " ");
        position += pair ? 2 : 1;
        return pair || ONE_CHARACTER_OPERATORS.indexOf(first) >= 0 ? TokenKind.OPERATOR : TokenKind.ILLEGAL;
    }

    private int endOfRun(int start, CharacterTest test) {
        int end = start;
        while (end < sql.length() && test.accepts(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean isHexDigitAt(int index) {
        return index < sql.length() && isHexDigit(sql.charAt(index));
    }

    /** Whether white space begins with it; a byte order mark is taken for some where no name goes on. */
    static boolean isSpace(char character) {
        return character == '\uFEFF' || (isSpaceOrVerticalTab(character) && character != '\u000B');
    }

    /** Where the white space ends that begins there. In front of a vertical tab it must be other than a byte order mark. */
    static int endOfSpace(String sql, int from) {
        int end = from;
        while (end < sql.length() && isSpace(sql.charAt(end))) {
            boolean mark = sql.charAt(end) == '\uFEFF';
            end++;
            while (!mark && end < sql.length() && isSpaceOrVerticalTab(sql.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static boolean isSpaceOrVerticalTab(char character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isDigitOrSeparator(char character) {
        return isDigit(character) || character == '_';
    }

    private static boolean isHexDigit(char character) {
        return Character.digit(character, 16) >= 0 && character < 0x80;
    }

    static boolean isNameCharacter(char character) {
        return isDigit(character)
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || character == '_'
                || character == '$'
                || character >= 0x80;
    }

    @FunctionalInterface
    private interface CharacterTest {
        boolean accepts(char character);
    }
}
