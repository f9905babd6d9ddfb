package com.pmerit.d4.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits SQL text into statements exactly where SQLite's {@code sqlite3_complete} sees one end: at a semicolon, but in
 * {@code CREATE [TEMP] TRIGGER} only at the semicolon behind {@code ; END}. Source: "SQLite C interface, sqlite3_complete".
 *
 * <p>That function reads words more coarsely than SQLite's parser does. In two places the parser is followed instead, for it
 * decides what runs: a byte order mark where a word begins and a vertical tab behind white space are white space. In one
 * place it is not: a semicolon inside of a parameter such as {@code $a(;)} ends a statement, for migrations have no
 * parameters. SQLite reads no text beyond a NUL; this class does, so that nothing is dropped unseen.
 */
public final class StatementSplitter {
    private final String sql;
    private final List<SqlStatement> statements = new ArrayList<>();
    private State state = State.START;
    private int position;
    private int start = -1;
    private int end;
    private int line = 1;
    private int lineStart;
    private int counted;

    private StatementSplitter(String sql) {
        this.sql = sql;
    }

    /**
     * The statements of the text, in order. Pieces that hold only white space, comments or a lone semicolon are left
     * out; a last statement without a semicolon, also an unfinished one, is kept for SQLite to judge.
     */
    public static List<SqlStatement> split(String sql) {
        StatementSplitter splitter = new StatementSplitter(sql);
        while (splitter.position < sql.length()) {
            splitter.advance();
        }
        splitter.close();
        return List.copyOf(splitter.statements);
    }

    private void advance() {
        int from = position;
        char first = sql.charAt(from);
        // SQLite wants at least one character behind the opening of a block comment.
        boolean blockComment = sql.startsWith("/*", from) && from + 2 < sql.length();
        if (Tokenizer.isSpace(first)) {
            position = Tokenizer.endOfSpace(sql, from);
        } else if (sql.startsWith("--", from)) {
            position = behind("\n", from + 2, 0);
        } else if (blockComment) {
            position = behind("*/", from + 2, 2);
        } else {
            position = endOfWord(first, from);
            accept(from, Kind.of(sql.substring(from, position)));
        }
    }

    private int endOfWord(char first, int from) {
        return switch (first) {
            case '\'', '"', '`' -> behind(String.valueOf(first), from + 1, 1);
            case '[' -> behind("]", from + 1, 1);
            default -> {
                int next = from;
                while (next < sql.length() && Tokenizer.isNameCharacter(sql.charAt(next))) {
                    next++;
                }
                yield Math.max(next, from + 1);
            }
        };
    }

    /** Where the sign ends, or where it begins for a length of 0; the end of the text when there is none. */
    private int behind(String sign, int from, int length) {
        int found = sql.indexOf(sign, from);
        return found < 0 ? sql.length() : found + length;
    }

    private void accept(int from, Kind kind) {
        boolean semicolon = kind == Kind.SEMICOLON;
        if (start < 0 && !semicolon) {
            start = from;
        }
        state = state.after(kind);
        end = position;
        if (semicolon && state == State.START) {
            close();
        }
    }

    private void close() {
        if (start >= 0) {
            countLinesUpTo(start);
            statements.add(new SqlStatement(sql.substring(start, end), start, line, start - lineStart + 1));
            start = -1;
        }
    }

    private void countLinesUpTo(int offset) {
        for (; counted < offset; counted++) {
            if (sql.charAt(counted) == '\n') {
                line++;
                lineStart = counted + 1;
            }
        }
    }

    private enum Kind {
        SEMICOLON,
        EXPLAIN,
        CREATE,
        TEMP,
        TRIGGER,
        END,
        OTHER;

        static Kind of(String word) {
            return switch (Token.folded(word)) {
                case ";" -> SEMICOLON;
                case "explain" -> EXPLAIN;
                case "create" -> CREATE;
                case "temp", "temporary" -> TEMP;
                case "trigger" -> TRIGGER;
                case "end" -> END;
                default -> OTHER;
            };
        }
    }

    private enum State {
        START,
        NORMAL,
        EXPLAIN,
        CREATE,
        TRIGGER_BODY,
        TRIGGER_SEMICOLON,
        TRIGGER_END;

        State after(Kind kind) {
            return switch (this) {
                case START -> kind == Kind.EXPLAIN ? EXPLAIN : kind == Kind.CREATE ? CREATE : statement(kind);
                case NORMAL -> statement(kind);
                case EXPLAIN -> kind == Kind.CREATE ? CREATE : kind == Kind.OTHER ? EXPLAIN : statement(kind);
                case CREATE -> kind == Kind.TRIGGER ? TRIGGER_BODY : kind == Kind.TEMP ? CREATE : statement(kind);
                case TRIGGER_BODY -> body(kind);
                case TRIGGER_SEMICOLON -> kind == Kind.END ? TRIGGER_END : body(kind);
                case TRIGGER_END -> kind == Kind.SEMICOLON ? START : body(kind);
            };
        }

        private static State statement(Kind kind) {
            return kind == Kind.SEMICOLON ? START : NORMAL;
        }

        private static State body(Kind kind) {
            return kind == Kind.SEMICOLON ? TRIGGER_SEMICOLON : TRIGGER_BODY;
        }
    }
}
