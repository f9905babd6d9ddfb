package com.pmerit.d4.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The words, texts and marks of a JavaScript module, comments left out. It need not understand the language, only tell code from
 * comments and strings; where it cannot (a regular expression in an odd place), a line end puts it right again.
 */
final class JavaScriptTokens {
    private static final Set<String> BEFORE_AN_EXPRESSION = Set.of(
            "return",
            "typeof",
            "case",
            "in",
            "of",
            "delete",
            "void",
            "throw",
            "new",
            "instanceof",
            "do",
            "else",
            "yield",
            "await");

    private final String code;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    /** What a piece of code is. */
    enum Kind {
        /** A name, a keyword or a number. */
        WORD,
        /** What stands in quotes, without them and as it is written. */
        TEXT,
        /** One character of anything else. */
        MARK
    }

    /** A piece of code. */
    record Token(Kind kind, String text) {
        boolean is(Kind other, String what) {
            return kind == other && text.equals(what);
        }

        boolean isMark(String mark) {
            return is(Kind.MARK, mark);
        }
    }

    private JavaScriptTokens(String code) {
        this.code = code;
    }

    static List<Token> of(String code) {
        JavaScriptTokens tokens = new JavaScriptTokens(code);
        tokens.readUntil(false);
        return tokens.tokens;
    }

    /** Reads to the end, or to the brace that closes an expression in a template. */
    private void readUntil(boolean brace) {
        int depth = 0;
        while (at < code.length()) {
            char next = code.charAt(at);
            if (brace && next == '}' && depth == 0) {
                at++;
                return;
            }
            depth += next == '{' ? 1 : next == '}' ? -1 : 0;
            read(next);
        }
    }

    private void read(char next) {
        if (Character.isWhitespace(next)) {
            at++;
        } else if (code.startsWith("//", at)) {
            at = endOf("\n", at);
        } else if (code.startsWith("/*", at)) {
            at = endOf("*/", at + 2);
        } else if (next == '"' || next == '\'') {
            quoted(next);
        } else if (next == '`') {
            template();
        } else if (Character.isJavaIdentifierStart(next) || Character.isDigit(next)) {
            word();
        } else if (next == '/' && beginsExpression()) {
            regularExpression();
        } else {
            add(Kind.MARK, String.valueOf(next));
            at++;
        }
    }

    private int endOf(String what, int from) {
        int found = code.indexOf(what, from);
        return found < 0 ? code.length() : found + what.length();
    }

    private void word() {
        int start = at;
        while (at < code.length() && Character.isJavaIdentifierPart(code.charAt(at))) {
            at++;
        }
        add(Kind.WORD, code.substring(start, at));
    }

    private void quoted(char quote) {
        int start = ++at;
        while (at < code.length() && code.charAt(at) != quote && code.charAt(at) != '\n') {
            at += code.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at, code.length());
        add(Kind.TEXT, code.substring(start, at));
        at++;
    }

    private void template() {
        int start = ++at;
        while (at < code.length() && code.charAt(at) != '`') {
            if (code.startsWith("${", at)) {
                add(Kind.TEXT, code.substring(start, at));
                at += 2;
                readUntil(true);
                start = at;
            } else {
                at += code.charAt(at) == '\\' ? 2 : 1;
            }
        }
        at = Math.min(at, code.length());
        add(Kind.TEXT, code.substring(Math.min(start, at), at));
        at++;
    }

    private boolean beginsExpression() {
        if (tokens.isEmpty()) {
            return true;
        }
        Token before = tokens.get(tokens.size() - 1);
        return switch (before.kind()) {
            case WORD -> BEFORE_AN_EXPRESSION.contains(before.text());
            case TEXT -> false;
            case MARK -> !Set.of(")", "]", "}").contains(before.text());
        };
    }

    private void regularExpression() {
        boolean group = false;
        at++;
        while (at < code.length() && code.charAt(at) != '\n' && (group || code.charAt(at) != '/')) {
            char here = code.charAt(at);
            group = here == '[' || (group && here != ']');
            at += here == '\\' ? 2 : 1;
        }
        at = Math.min(at, code.length()) + 1;
        add(Kind.TEXT, "");
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text));
    }
}
