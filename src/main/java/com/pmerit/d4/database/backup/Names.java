package com.pmerit.d4.database.backup;

import com.pmerit.d4.sql.Token;

/** How names are written in SQL. */
final class Names {
    private Names() {}

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String folded(String name) {
        return Token.folded(name);
    }
}
