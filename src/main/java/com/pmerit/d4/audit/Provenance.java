package com.pmerit.d4.audit;

import com.pmerit.d4.database.Bookkeeping;
import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.rehearsal.FileRehearsal;
import com.pmerit.d4.database.rehearsal.Rehearser;
import com.pmerit.d4.sql.SchemaFact;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which migration file makes what: all files are run on an empty database in their order, and what each changes in the schema
 * is noted. A statement that fails is passed over, so that one file that cannot be replayed does not hide what the others make.
 */
final class Provenance {
    private final Map<SchemaFact, List<String>> makers = new HashMap<>();
    private final Map<SchemaFact, String> removers = new HashMap<>();
    private final Map<String, Set<SchemaFact>> made = new HashMap<>();
    private final Set<String> unreplayable = new LinkedHashSet<>();

    /** Runs the files. */
    static Provenance of(List<MigrationFile> files, Bookkeeping bookkeeping) throws SQLException {
        Provenance provenance = new Provenance();
        new Rehearser(bookkeeping.names()).replay(files).files().forEach(provenance::note);
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
        Set<SchemaFact> stays = new HashSet<>(made.getOrDefault(file, Set.of()));
        stays.removeIf(removers::containsKey);
        return stays;
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

    private void note(FileRehearsal replayed) {
        String file = replayed.file().name().text();
        if (!replayed.failures().isEmpty()) {
            unreplayable.add(file);
        }
        made.put(file, replayed.change().added());
        for (SchemaFact fact : replayed.change().added()) {
            makers.computeIfAbsent(fact, each -> new ArrayList<>()).add(file);
            removers.remove(fact);
        }
        replayed.change().removed().forEach(fact -> removers.put(fact, file));
    }
}
