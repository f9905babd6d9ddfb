package com.pmerit.d4.database.baseline;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.sql.SchemaDifference;
import com.pmerit.d4.sql.SchemaFacts;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What makes it sound to call files applied: the remaining files, run on a copy of the database, end in the schema that all
 * files end in from an empty one.
 */
public sealed interface Theorem {

    /** They do. */
    record Holds() implements Theorem {}

    /**
     * They end in another schema.
     *
     * @param differences the schema of all files first, that of the copy second
     */
    record Differs(List<SchemaDifference> differences) implements Theorem {}

    /** One of them fails on the copy. */
    record Stops(String file, FileEffect.Failure failure) implements Theorem {}

    /**
     * Tries it.
     *
     * @param wanted the schema that all files end in
     * @param production the statements that make the schema of the database
     * @param remaining the files that would still be applied, in their order
     * @param bookkeeping tables that are no part of the schema
     * @throws SQLException when the schema cannot be made again, or SQLite cannot be asked on this machine
     */
    static Theorem of(
            SchemaFacts wanted, List<String> production, List<MigrationFile> remaining, Set<String> bookkeeping)
            throws SQLException {
        return of(wanted, History.on(production, remaining, bookkeeping));
    }

    /**
     * Reads it off a trial.
     *
     * @param wanted the schema that all files end in
     * @param trial the remaining files on a copy of the database
     */
    static Theorem of(SchemaFacts wanted, History trial) {
        Optional<FileEffect> stopped = trial.effects().stream()
                .filter(effect -> effect.failure().isPresent())
                .findFirst();
        if (stopped.isPresent()) {
            return new Stops(stopped.get().name(), stopped.get().failure().orElseThrow());
        }
        List<SchemaDifference> differences = wanted.difference(trial.end());
        return differences.isEmpty() ? new Holds() : new Differs(differences);
    }
}
