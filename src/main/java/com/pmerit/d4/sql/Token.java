package com.pmerit.d4.sql;

/**
 * One token of SQL text.
 *
 * @param kind what it is
 * @param text exactly as it is written
 * @param offset where it starts, in UTF-16 characters from the start of the text
 */
public record Token(TokenKind kind, String text, int offset) {
    /** True for the unquoted word {@code keyword}, in whatever case. */
    public boolean isWord(String keyword) {
        return kind == TokenKind.WORD && text.equalsIgnoreCase(keyword);
    }

    /** True for the punctuation {@code operator}. */
    public boolean isOperator(String operator) {
        return kind == TokenKind.OPERATOR && text.equals(operator);
    }

    /** True for what has a meaning to the parser: neither white space nor comment. */
    public boolean isMeaningful() {
        return kind != TokenKind.SPACE && kind != TokenKind.COMMENT;
    }

    /** True where SQLite reads a name: a word, a quoted name, or a string, which SQLite also takes where it wants a name. */
    public boolean isName() {
        return kind == TokenKind.WORD || kind == TokenKind.QUOTED_NAME || kind == TokenKind.STRING;
    }

    /** The name or string that is meant, without its quotes and with doubled quotes made single. */
    public String value() {
        if (kind != TokenKind.QUOTED_NAME && kind != TokenKind.STRING) {
            return text;
        }
        String inner = text.substring(1, text.length() - 1);
        String quote = text.substring(0, 1);
        return quote.equals("[") ? inner : inner.replace(quote + quote, quote);
    }

    /** The value in lower case, for comparing names as SQLite does. */
    public String folded() {
        return folded(value());
    }

    /** A name in lower case: the letters of ASCII only, for to SQLite {@code É} and {@code é} are two names. */
    public static String folded(String name) {
        StringBuilder folded = new StringBuilder(name);
        for (int index = 0; index < name.length(); index++) {
            char letter = name.charAt(index);
            if (letter >= 'A' && letter <= 'Z') {
                folded.setCharAt(index, (char) (letter + ('a' - 'A')));
            }
        }
        return folded.toString();
    }

    /** Where the token ends (exclusive). */
    public int end() {
        return offset + text.length();
    }
}
