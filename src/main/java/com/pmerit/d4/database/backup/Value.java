package com.pmerit.d4.database.backup;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One value of a row as SQL writes it, in ASCII: as JSON numbers, integers beyond 2^53 would be rounded and infinities lost,
 * and {@code quote} stops at a NUL and rounds large and small floating point numbers, which alone are sent as they are. Only that a zero is negative is lost: no expression of SQL that D1 allows tells it
 * from the other one.
 *
 * @param sql the literal; text that is more than printable ASCII is written by its bytes
 */
record Value(String sql) {
    /** Bytes above which a value is read piece by piece. */
    static final int LONG = 40_000;

    private static final String MARK = "@";
    private static final Pattern LONG_VALUE = Pattern.compile("@(text|blob)([0-9]+)");
    private static final Pattern REAL = Pattern.compile("-?[0-9]+(?=[.eE])(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final int EXACT_DIGITS = 15;
    private static final int EXACT_POWER = 22;
    private static final int MANTISSA_BITS = 52;
    private static final int LARGEST_SHIFT = 62;
    private static final String TEXT_OPEN = "CAST(X'";
    private static final String TEXT_CLOSE = "' AS TEXT)";

    /** A value that is too long to be read with its row. */
    record Oversized(boolean text, int bytes) {}

    /** The expression that gives a column's value so, or the mark of a long one. */
    static String expression(String column) {
        return "CASE WHEN length(CAST(" + column + " AS BLOB)) > " + LONG + " THEN '" + MARK + "' || typeof(" + column
                + ") || length(CAST(" + column + " AS BLOB)) WHEN typeof(" + column + ") = 'text' THEN CASE WHEN "
                + column + " GLOB '*[^ -~]*' OR instr(" + column + ", char(0)) THEN 'CAST(X''' || hex(" + column
                + ") || ''' AS TEXT)' ELSE quote(" + column + ") END WHEN typeof(" + column + ") = 'real' THEN CASE "
                + column + " WHEN 9e999 THEN '9e999' WHEN -9e999 THEN '-9e999' ELSE " + column
                + " END ELSE quote(" + column + ") END";
    }

    /** What a cell says of a long value; empty for one that is the value itself. */
    static Optional<Oversized> oversized(String cell) {
        Matcher matcher = LONG_VALUE.matcher(cell);
        return matcher.matches()
                ? Optional.of(new Oversized(matcher.group(1).equals("text"), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** A floating point number, written as Java does: the same number is always the same text. */
    static String real(double number) {
        return Double.isInfinite(number) ? (number > 0 ? "9e999" : "-9e999") : Double.toString(number);
    }

    /**
     * SQL that gives exactly this value. SQLites of some age read a decimal number to within its last bit only, unless it is
     * short; a product of integers is exact in all of them.
     */
    String exact() {
        if (!REAL.matcher(sql).matches()) {
            return sql;
        }
        double number = Double.parseDouble(sql);
        BigDecimal decimal = new BigDecimal(sql).stripTrailingZeros();
        boolean small = decimal.precision() <= EXACT_DIGITS && Math.abs(decimal.scale()) <= EXACT_POWER;
        return Double.isInfinite(number) || small ? sql : product(number);
    }

    /** The mantissa times a power of two, which is put together of shifts that an integer can hold. */
    private static String product(double number) {
        int exponent = Math.max(Math.getExponent(number), Double.MIN_EXPONENT) - MANTISSA_BITS;
        long bits = Double.doubleToRawLongBits(number) & ((1L << MANTISSA_BITS) - 1);
        long mantissa = Math.getExponent(number) < Double.MIN_EXPONENT ? bits : bits | (1L << MANTISSA_BITS);
        StringBuilder product = new StringBuilder("(")
                .append(number < 0 ? "-" : "")
                .append(mantissa)
                .append("*1.0");
        for (int left = Math.abs(exponent); left > 0; left -= LARGEST_SHIFT) {
            product.append(exponent > 0 ? '*' : '/')
                    .append("(1<<")
                    .append(Math.min(left, LARGEST_SHIFT))
                    .append(')');
        }
        return product.append(')').toString();
    }

    /** A value out of its bytes in hex. */
    static Value ofHex(String hex, boolean text) {
        return new Value(text ? TEXT_OPEN + hex + TEXT_CLOSE : "X'" + hex + "'");
    }

    /** Whether it is text or a blob, which can be cut into pieces. */
    boolean hasBytes() {
        return isText() || sql.startsWith("X'");
    }

    boolean isText() {
        return sql.startsWith("'") || sql.startsWith(TEXT_OPEN);
    }

    /** The bytes in hex, of a value that has them. */
    String hex() {
        if (sql.startsWith("'")) {
            String text = sql.substring(1, sql.length() - 1).replace("''", "'");
            return HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.US_ASCII));
        }
        return sql.substring(sql.indexOf('\'') + 1, sql.lastIndexOf('\'')).toUpperCase(Locale.ROOT);
    }
}
