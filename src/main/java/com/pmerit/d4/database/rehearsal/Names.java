package com.pmerit.d4.database.rehearsal;

import java.util.List;
import java.util.stream.Collectors;

/** Names as SQL writes them. */
final class Names {
    private Names() {}

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String list(List<String> names) {
        return names.stream().map(Names::quoted).collect(Collectors.joining(", "));
    }
}
