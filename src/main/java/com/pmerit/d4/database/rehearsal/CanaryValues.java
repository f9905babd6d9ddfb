package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.sql.TableModel;
import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.TokenKind;
import com.pmerit.d4.sql.Tokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The values, as SQL literals, that are tried for a column of a canary row: those that the checks mention, and usual ones. */
final class CanaryValues {
    /** One row leaves out what it may: triggers tell rows such as closed ones by it. */
    private static final int ROW_OF_NULLS = 1;

    private static final int HEXADECIMAL_SHA1 = 40;
    private static final int HEXADECIMAL_SHA256 = 64;

    private CanaryValues() {}

    /**
     * What to try, in this order.
     *
     * @param checks the tokens of each check that mentions this column
     * @param row the number of the row: the first value is another one for each row
     */
    static List<String> of(TableModel table, TableModel.Column column, List<List<Token>> checks, int row) {
        Set<String> values = new LinkedHashSet<>();
        boolean optional = !column.notNull() && column.primaryKey() == 0;
        if (optional && row == ROW_OF_NULLS) {
            values.add("NULL");
        }
        String type = column.type().toUpperCase(Locale.ROOT);
        boolean number = !type.isEmpty()
                && !type.contains("CHAR")
                && !type.contains("CLOB")
                && !type.contains("TEXT")
                && !type.contains("BLOB")
                && !type.equals("ANY");
        if (type.contains("BLOB")) {
            values.add(String.format("x'%08x'", 0xca0000 + row));
        }
        boolean real = type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB");
        if (real) {
            values.add(1000 + row + ".5");
        }
        if (number) {
            values.add(String.valueOf(1000 + row));
        } else {
            values.add("'canary " + row + " of " + (table.name() + "." + column.name()).replace("'", "''") + "'");
        }
        values.addAll(mentioned(checks, row));
        column.defaultValue().ifPresent(value -> values.add("(" + value + ")"));
        values.addAll(number ? numbers(row) : texts(row));
        if (optional) {
            values.add("NULL");
        }
        return List.copyOf(values);
    }

    private static List<String> numbers(int row) {
        return List.of(String.valueOf(row + 1), "1", "0", "-1", String.valueOf(-1000 - row), "0.5", "100000");
    }

    private static List<String> texts(int row) {
        String digit = Integer.toHexString(row & 0xf);
        return List.of(
                "'c" + row + "'",
                "'canary" + row + "@example.com'",
                "'2026-01-0" + (1 + row % 9) + "'",
                "'2026-01-0" + (1 + row % 9) + "T00:00:00Z'",
                "'https://example.com/" + row + "'",
                "'{\"canary\":" + row + "}'",
                "'[" + row + "]'",
                "'" + digit.repeat(HEXADECIMAL_SHA1) + "'",
                "'" + digit.repeat(HEXADECIMAL_SHA256) + "'",
                "'00000000-0000-4000-8000-00000000000" + digit + "'",
                "'" + digit + "'",
                "'" + row + "'",
                "1");
    }

    /** Literals of the checks and what lies beside them, beginning with another one for each row. */
    private static List<String> mentioned(List<List<Token>> checks, int row) {
        List<String> values = new ArrayList<>();
        for (List<Token> check : checks) {
            for (Token token : check) {
                if (token.kind() == TokenKind.STRING) {
                    values.add(token.text());
                    if (token.text().contains("%")
                            || token.text().contains("_")
                            || token.text().contains("*")) {
                        values.add(token.text()
                                .replace("%", "c" + row)
                                .replace("*", "c" + row)
                                .replace('_', 'x'));
                    }
                } else if (token.kind() == TokenKind.NUMBER) {
                    values.add(token.text());
                    values.add("(" + token.text() + " + 1)");
                    values.add("(" + token.text() + " - 1)");
                    values.add("-" + token.text());
                }
            }
        }
        if (!values.isEmpty()) {
            Collections.rotate(values, -(row % values.size()));
        }
        return values;
    }

    /** The tokens of a check, and whether it mentions a column. */
    static boolean mentions(List<Token> check, String column) {
        return check.stream()
                .anyMatch(token -> token.isName()
                        && token.kind() != TokenKind.STRING
                        && token.value().equalsIgnoreCase(column));
    }

    static List<Token> tokens(String check) {
        return Tokenizer.meaningfulTokens(check);
    }
}
