package com.pmerit.d4.database.lint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Where wrangler cuts SQL text. It knows quotes and comments, {@code BEGIN} and {@code CASE} between white space, and
 * {@code END} in capitals; it does not know brackets. Source: d1/splitter.ts of wrangler 4.86.
 */
final class WranglersSplitter {
    private static final Pattern OPENS = Pattern.compile("\\s(BEGIN|CASE)\\s$", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOSES = Pattern.compile("\\sEND[;\\s]$");

    /** Enough for its two patterns, which only look at the end. */
    private static final int REMEMBERED = 16;

    private final String sql;
    private final StringBuilder seen = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private int position;

    private WranglersSplitter(String sql) {
        this.sql = sql;
    }

    /** Whether it sees the end of a statement before the end of this one. */
    static boolean cuts(String statement) {
        if (statement.indexOf(';') < 0 || statement.indexOf(';') == statement.length() - 1) {
            return false;
        }
        WranglersSplitter splitter = new WranglersSplitter(statement);
        while (splitter.position < statement.length()) {
            if (splitter.endsAStatement() && splitter.position < statement.length()) {
                return true;
            }
        }
        return false;
    }

    private boolean endsAStatement() {
        char character = sql.charAt(position);
        remember(character);
        if (!open.isEmpty() && CLOSES.matcher(seen).find()) {
            open.pop();
        }
        boolean ends = false;
        switch (character) {
            case '\'', '"', '`' -> skipBehind(String.valueOf(character), position + 1);
            case '-' -> comment("--", "\n", '\n');
            case '/' -> comment("/*", "*/", ' ');
            case ';' -> {
                ends = open.isEmpty();
                position++;
            }
            default -> position++;
        }
        if (OPENS.matcher(seen).find()) {
            open.push(seen.toString());
        }
        return ends;
    }

    private void comment(String opening, String closing, char instead) {
        if (sql.startsWith(opening, position)) {
            seen.setLength(seen.length() - 1);
            if (instead == '\n') {
                remember('\n');
            }
            skipBehind(closing, position + opening.length());
        } else {
            position++;
        }
    }

    private void skipBehind(String closing, int from) {
        int found = sql.indexOf(closing, from);
        position = found < 0 ? sql.length() : found + closing.length();
        if (closing.length() == 1 && closing.charAt(0) != '\n') {
            remember(closing.charAt(0));
        }
    }

    private void remember(char character) {
        seen.append(character);
        if (seen.length() > 2 * REMEMBERED) {
            seen.delete(0, seen.length() - REMEMBERED);
        }
    }
}
