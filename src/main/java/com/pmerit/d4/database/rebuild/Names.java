package com.pmerit.d4.database.rebuild;

import java.util.Collection;
import java.util.stream.Collectors;

/** How names are written into statements. */
final class Names {
    private Names() {}

    /** A name that means itself, whatever it is made of. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Several, with commas between them. */
    static String list(Collection<String> names) {
        return names.stream().map(Names::quoted).collect(Collectors.joining(", "));
    }

    /** A text as a value. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
