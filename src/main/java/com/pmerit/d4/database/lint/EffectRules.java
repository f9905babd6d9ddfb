package com.pmerit.d4.database.lint;

import com.pmerit.d4.database.Rule;
import com.pmerit.d4.database.rehearsal.StatementFailure;
import com.pmerit.d4.sql.SchemaFact;
import com.pmerit.d4.sql.SchemaFact.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file did to the schema of a scratch database, so that a DROP in a rebuild, a string or a comment is none. */
final class EffectRules {
    private static final Pattern COLUMNS = Pattern.compile(".* \\((.*)\\)", Pattern.DOTALL);

    private final Effect effect;
    private final Script script;
    private final List<Finding> findings = new ArrayList<>();

    private EffectRules(Effect effect) {
        this.effect = effect;
        this.script = effect.script();
    }

    static List<Finding> findings(Effect effect) {
        EffectRules rules = new EffectRules(effect);
        effect.replayed().failures().stream().findFirst().ifPresent(rules::failed);
        effect.change().removed().forEach(rules::removed);
        effect.change().added().forEach(rules::added);
        return rules.findings;
    }

    /** What fails behind it may do so because of it. */
    private void failed(StatementFailure failure) {
        findings.add(script.finding(
                Rule.FAILS_FROM_EMPTY,
                failure.place(),
                "the history cannot be replayed from empty: " + failure.words()));
    }

    private void removed(SchemaFact fact) {
        if (fact.kind() == Kind.TABLE && !effect.exists(fact.name())) {
            add(
                    Rule.TABLE_GONE,
                    "the table " + fact.name()
                            + " is gone after this file, and the Worker that is live may still ask for it",
                    fact.name());
        }
        if (fact.kind() == Kind.COLUMN && effect.exists(fact.table()) && !hasColumn(effect.after(), fact.name())) {
            add(
                    Rule.COLUMN_GONE,
                    "the column " + fact.name()
                            + " is gone after this file, and the Worker that is live may still ask for it",
                    fact.table());
        }
    }

    private void added(SchemaFact fact) {
        if (fact.kind() == Kind.FOREIGN_KEY || fact.kind() == Kind.COLUMN) {
            setNull(fact);
        }
        if (!effect.existed(fact.table())) {
            return;
        }
        switch (fact.kind()) {
            case UNIQUE, INDEX -> unique(fact);
            case CHECK ->
                add(
                        Rule.CHECK_ON_EXISTING,
                        fact.table() + " gets the check " + fact.definition()
                                + ": the file fails where rows violate it",
                        fact.table());
            case COLUMN -> column(fact);
            default -> {}
        }
    }

    private void unique(SchemaFact fact) {
        boolean isUnique = fact.kind() == Kind.UNIQUE || fact.definition().startsWith("unique on ");
        boolean wasThere = effect.before().stream()
                .anyMatch(old -> old.kind() == Kind.INDEX
                        && fact.kind() == Kind.INDEX
                        && old.definition().equals(fact.definition()));
        if (isUnique && !wasThere) {
            String columns = fact.kind() == Kind.UNIQUE
                    ? fact.name().substring(fact.table().length()).strip()
                    : fact.definition().substring(fact.definition().indexOf(" ("));
            add(
                    Rule.UNIQUE_ON_EXISTING,
                    fact.table() + " gets a unique key over " + columns.strip()
                            + ": the file fails where rows are alike",
                    fact.kind() == Kind.INDEX ? fact.name() : fact.table());
        }
    }

    private void column(SchemaFact fact) {
        if (!isNotNull(fact)) {
            return;
        }
        columnOf(effect.before(), fact.name())
                .filter(before -> !isNotNull(before))
                .ifPresent(before -> add(
                        Rule.NOT_NULL_ON_EXISTING,
                        fact.name() + " could be NULL and no more can: the file fails where one is",
                        fact.table()));
    }

    /** Whichever of the two came with this file. */
    private void setNull(SchemaFact fact) {
        Set<SchemaFact> after = effect.after();
        for (SchemaFact key : after) {
            boolean concerned = key.equals(fact)
                    || (fact.kind() == Kind.COLUMN
                            && key.kind() == Kind.FOREIGN_KEY
                            && key.table().equals(fact.table())
                            && effect.before().contains(key));
            if (!concerned
                    || key.kind() != Kind.FOREIGN_KEY
                    || !key.definition().contains("on delete set null")) {
                continue;
            }
            for (String column : columnsOf(key.name())) {
                String name = key.table() + "." + column;
                boolean mine = fact.kind() == Kind.FOREIGN_KEY || fact.name().equals(name);
                if (mine && columnOf(after, name).filter(EffectRules::isNotNull).isPresent()) {
                    add(
                            Rule.SET_NULL_ON_NOT_NULL,
                            name + " is NOT NULL and its foreign key sets it NULL: every delete of the parent fails",
                            key.table());
                }
            }
        }
    }

    private static boolean isNotNull(SchemaFact column) {
        return column.kind() == Kind.COLUMN && (" " + column.definition() + " ").contains(" not null ");
    }

    private static boolean hasColumn(Set<SchemaFact> facts, String name) {
        return columnOf(facts, name).isPresent();
    }

    private static Optional<SchemaFact> columnOf(Set<SchemaFact> facts, String name) {
        return facts.stream()
                .filter(fact -> fact.kind() == Kind.COLUMN && fact.name().equals(name))
                .findFirst();
    }

    private static List<String> columnsOf(String key) {
        Matcher columns = COLUMNS.matcher(key);
        return columns.matches() ? List.of(columns.group(1).split(", ")) : List.of();
    }

    private void add(Rule rule, String message, String... names) {
        findings.add(script.lastNaming(names)
                .map(piece -> script.finding(rule, piece, message))
                .orElseGet(() -> script.finding(rule, message)));
    }
}
