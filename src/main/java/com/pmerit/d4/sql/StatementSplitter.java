package com.pmerit.d4.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits SQL text into statements exactly where SQLite's {@code sqlite3_complete} sees one end: at a semicolon, but in
 * {@code CREATE [TEMP] TRIGGER} only at the semicolon behind {@code ; END}. Source: "SQLite C interface, sqlite3_complete".
 */
public final class StatementSplitter {
    private final String sql;
    private final List<SqlStatement> statements = new ArrayList<>();
    private State state = State.START;
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
        for (Token token : Tokenizer.tokens(sql)) {
            splitter.accept(token);
        }
        splitter.close();
        return List.copyOf(splitter.statements);
    }

    private void accept(Token token) {
        if (!token.isMeaningful()) {
            return;
        }
        boolean semicolon = token.isOperator(";");
        if (start < 0 && !semicolon) {
            start = token.offset();
        }
        state = state.after(Kind.of(token));
        end = token.end();
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

        static Kind of(Token token) {
            if (token.isOperator(";")) {
                return SEMICOLON;
            }
            if (token.kind() != TokenKind.WORD) {
                return OTHER;
            }
            return switch (token.text().toLowerCase(Locale.ROOT)) {
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
