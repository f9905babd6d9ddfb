package com.pmerit.d4.sql;

import java.util.List;

/**
 * One thing in which two schemas differ.
 *
 * @param kind what it is about
 * @param name what it is about by name
 * @param here its definitions in the first schema only; none when it is missing there
 * @param there its definitions in the second schema only
 */
public record SchemaDifference(SchemaFact.Kind kind, String name, List<String> here, List<String> there) {
    private static final int DEFINITION_SHOWN = 120;

    public SchemaDifference {
        here = List.copyOf(here);
        there = List.copyOf(there);
    }

    /**
     * The difference as one line.
     *
     * @param first what the first schema is called, such as {@code staging}
     * @param second what the second one is called
     */
    public String line(String first, String second) {
        String what = kind.words() + " " + name;
        if (there.isEmpty()) {
            return "only " + first + ": " + what + shown(here);
        }
        if (here.isEmpty()) {
            return "only " + second + ": " + what + shown(there);
        }
        return what + ": " + first + shown(here) + "; " + second + shown(there);
    }

    private static String shown(List<String> definitions) {
        String all = String.join(" | ", definitions);
        if (all.isEmpty()) {
            return "";
        }
        return " " + (all.length() > DEFINITION_SHOWN ? all.substring(0, DEFINITION_SHOWN) + " …" : all);
    }
}
