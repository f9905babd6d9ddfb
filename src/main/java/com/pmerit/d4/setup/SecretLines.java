package com.pmerit.d4.setup;

import com.pmerit.d4.contract.SecretShapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells names from values, line by line. Whatever may be a part of a value is none: between quotes, within a PEM block, after a
 * line that is no entry, and what Base64 with its padding looks like.
 */
final class SecretLines {
    private static final Pattern ENTRY = Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][\\w.-]*)\\s*=\\s*(.*)");
    private static final Pattern NAME = Pattern.compile("_?[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
    private static final int LONGEST = 64;
    private static final Pattern BLANK = Pattern.compile("\\s*(#.*)?");
    private static final Pattern NO_VALUE = Pattern.compile("=*\\s*(#.*)?");
    private static final Pattern NAME_WITHOUT_VALUE = Pattern.compile("[A-Z]{2,}(_[A-Z]{2,})+");

    private final Set<String> names = new TreeSet<>();
    private final List<Integer> doubtful = new ArrayList<>();
    private int line;
    private String quote = "";
    private boolean armoured;
    private boolean astray;

    Set<String> names() {
        return names;
    }

    /** The numbers of the lines that are left out, from 1; those between quotes and in PEM blocks are known to be values. */
    List<Integer> doubtful() {
        return doubtful;
    }

    void read(String text) {
        line++;
        if (!quote.isEmpty()) {
            quote = closes(text, quote, 0) ? "" : quote;
        } else if (armoured) {
            armoured = !text.contains("-----END ");
        } else if (BLANK.matcher(text).matches()) {
            astray = false;
        } else {
            entry(text);
        }
    }

    private void entry(String text) {
        Matcher entry = ENTRY.matcher(text);
        if (!entry.matches()) {
            leaveOut();
            armoured = opensArmour(text);
            return;
        }
        String name = entry.group(1);
        String value = entry.group(2);
        if (astray || !isName(name, value)) {
            leaveOut();
        } else {
            names.add(name);
        }
        quote = unclosed(value);
        armoured = quote.isEmpty() && opensArmour(value);
    }

    private void leaveOut() {
        doubtful.add(line);
        astray = true;
    }

    /** An example file has names alone; the end of Base64 looks just so, but has no words in capitals with lines between. */
    private static boolean isName(String name, String value) {
        return name.length() <= LONGEST
                && NAME.matcher(name).matches()
                && SecretShapes.find(name).isEmpty()
                && (!NO_VALUE.matcher(value).matches()
                        || (!value.startsWith("=")
                                && NAME_WITHOUT_VALUE.matcher(name).matches()));
    }

    private static boolean opensArmour(String text) {
        return text.contains("-----BEGIN ") && !text.contains("-----END ");
    }

    private static String unclosed(String value) {
        for (String each : List.of("\"", "'", "`")) {
            if (value.startsWith(each)) {
                return closes(value, each, 1) ? "" : each;
            }
        }
        return "";
    }

    private static boolean closes(String text, String quote, int from) {
        for (int at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
            if (at == 0 || text.charAt(at - 1) != '\\') {
                return true;
            }
        }
        return false;
    }
}
