package com.pmerit.d4.database.lint;

import com.pmerit.d4.database.Rule;
import com.pmerit.d4.sql.SchemaFact;
import com.pmerit.d4.sql.SchemaFact.Kind;
import com.pmerit.d4.sql.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Foreign keys that refer to nothing when all files have run. A later file may make the parent, so it is asked at the end. */
final class ReferenceRules {
    private static final Pattern REFERENCES =
            Pattern.compile("references (\"(?:[^\"]|\"\")*\"|\\S+) \\((.*?)\\) on .*");

    private ReferenceRules() {}

    /**
     * Looks at all files.
     *
     * @param end the schema after the last one
     */
    static List<Finding> findings(List<Effect> effects, KnownSchema end) {
        List<Finding> findings = new ArrayList<>();
        Map<SchemaFact, Script> makers = new HashMap<>();
        effects.forEach(effect -> effect.change().added().forEach(fact -> makers.put(fact, effect.script())));
        for (SchemaFact key : end.foreignKeys()) {
            Optional<String> lack = lack(key, end);
            Script script = makers.get(key);
            if (lack.isPresent() && script != null) {
                findings.add(script.lastNaming(key.table())
                        .map(piece -> script.finding(Rule.DANGLING_REFERENCE, piece, lack.get()))
                        .orElseGet(() -> script.finding(Rule.DANGLING_REFERENCE, lack.get())));
            }
        }
        return findings;
    }

    private static Optional<String> lack(SchemaFact key, KnownSchema end) {
        Matcher words = REFERENCES.matcher(key.definition());
        if (!words.matches()) {
            return Optional.of("the foreign key " + key.name() + " was not understood: " + key.definition());
        }
        String quoted = words.group(1);
        String parent = quoted.startsWith("\"")
                ? quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"")
                : quoted;
        boolean table = end.of(parent).stream().anyMatch(fact -> fact.kind() == Kind.TABLE);
        if (!table) {
            return Optional.of("the foreign key " + key.name() + " refers to " + parent
                    + ", which no file makes: every insert fails");
        }
        Set<String> columns = new TreeSet<>(List.of(words.group(2).split(", ")));
        return keysOf(parent, end).contains(columns)
                ? Optional.empty()
                : Optional.of("the foreign key " + key.name() + " refers to " + parent + " (" + words.group(2)
                        + "), which is no primary or unique key there: every insert fails");
    }

    private static Set<Set<String>> keysOf(String parent, KnownSchema end) {
        Set<Set<String>> keys = new HashSet<>();
        Set<String> rowid = new TreeSet<>();
        for (SchemaFact fact : end.of(parent)) {
            switch (fact.kind()) {
                case COLUMN -> {
                    if (fact.definition().contains("primary key ")) {
                        String name = fact.name().substring(parent.length() + 1);
                        rowid.add(Token.folded(name).matches("[a-z_][a-z0-9_$]*") ? name : '"' + name + '"');
                    }
                }
                case PRIMARY_KEY -> keys.add(columns(fact.definition()));
                case UNIQUE -> keys.add(columns(fact.name()));
                case INDEX -> {
                    if (fact.definition().startsWith("unique on ")
                            && fact.definition().endsWith(")")) {
                        keys.add(columns(fact.definition()));
                    }
                }
                default -> {}
            }
        }
        keys.add(rowid);
        return keys;
    }

    private static Set<String> columns(String definition) {
        int open = definition.indexOf('(');
        return new TreeSet<>(
                List.of(definition.substring(open + 1, definition.length() - 1).split(", ")));
    }
}
