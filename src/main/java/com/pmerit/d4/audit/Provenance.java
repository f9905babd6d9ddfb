package com.pmerit.d4.audit;

import com.pmerit.d4.database.Bookkeeping;
import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.sql.SchemaFact;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementSplitter;
import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which migration file makes what: all files are run on an empty database in their order, statement by statement, and what is
 * true of the schema is compared before and after each. A statement that fails is passed over, so that one file that cannot
 * be replayed does not hide what the others make.
 */
final class Provenance {
    private final Map<SchemaFact, List<String>> makers = new HashMap<>();
    private final Map<SchemaFact, String> removers = new HashMap<>();
    private final Set<String> unreplayable = new LinkedHashSet<>();

    /** Runs the files. */
    static Provenance of(List<MigrationFile> files, Bookkeeping bookkeeping) throws SQLException {
        Provenance provenance = new Provenance();
        try (Scratch scratch = new Scratch(bookkeeping)) {
            Set<SchemaFact> before = Set.of();
            for (MigrationFile file : files) {
                boolean changes = provenance.run(file, scratch);
                if (changes) {
                    Set<SchemaFact> after = new HashSet<>(scratch.facts().facts());
                    provenance.note(file.name().text(), before, after);
                    before = after;
                }
            }
        }
        return provenance;
    }

    /** The files that make these facts, in their order. */
    List<String> makersOf(List<SchemaFact> facts) {
        Set<String> files = new LinkedHashSet<>();
        facts.forEach(fact -> files.addAll(makers.getOrDefault(fact, List.of())));
        return List.copyOf(files);
    }

    /** What this file makes, of all that no later file takes away again. */
    Set<SchemaFact> madeBy(String file) {
        return makers.entrySet().stream()
                .filter(made -> made.getValue().contains(file) && !removers.containsKey(made.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The last file that takes one of these facts away, if none brings it back. */
    Optional<String> removerOf(List<SchemaFact> facts) {
        return facts.stream()
                .map(fact -> Optional.ofNullable(removers.get(fact)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The files of which a statement failed. */
    List<String> unreplayable() {
        return List.copyOf(unreplayable);
    }

    /** Runs one file; tells whether it may have changed the schema. */
    private boolean run(MigrationFile file, Scratch scratch) throws SQLException {
        boolean changes = false;
        for (SqlStatement statement : StatementSplitter.split(file.sql())) {
            if (scratch.run(statement.text()).isPresent()) {
                unreplayable.add(file.name().text());
            }
            changes |= mayChangeTheSchema(statement.text());
        }
        return changes;
    }

    private static boolean mayChangeTheSchema(String statement) {
        List<Token> tokens = Tokenizer.meaningfulTokens(statement);
        return tokens.stream()
                .anyMatch(token -> token.isWord("create") || token.isWord("drop") || token.isWord("alter"));
    }

    private void note(String file, Set<SchemaFact> before, Set<SchemaFact> after) {
        for (SchemaFact fact : after) {
            if (!before.contains(fact)) {
                makers.computeIfAbsent(fact, each -> new ArrayList<>()).add(file);
                removers.remove(fact);
            }
        }
        for (SchemaFact fact : before) {
            if (!after.contains(fact)) {
                removers.put(fact, file);
            }
        }
    }
}
