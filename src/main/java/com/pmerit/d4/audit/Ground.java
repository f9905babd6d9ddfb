package com.pmerit.d4.audit;

import com.pmerit.d4.database.Bookkeeping;
import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.baseline.FileEffect;
import com.pmerit.d4.database.baseline.History;
import com.pmerit.d4.sql.SchemaFacts;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a file that reconciles stands on, made again on this machine.
 *
 * @param wanted the schema that the target is to have
 * @param wantedFacts what is true of it
 * @param live the schema of the target
 * @param pending the migration files that the next release applies to it first
 * @param given the schema that it has then
 * @param givenFacts what is true of that
 */
record Ground(
        LiveContents wanted,
        SchemaFacts wantedFacts,
        LiveContents live,
        List<MigrationFile> pending,
        LiveContents given,
        SchemaFacts givenFacts) {
    Ground {
        pending = List.copyOf(pending);
    }

    /** How it turned out. */
    sealed interface Survey {
        /** It could be made. */
        record Made(Ground ground) implements Survey {}

        /** It could not. */
        record Not(Reconciliation.Impossible why) implements Survey {}
    }

    /**
     * Makes it.
     *
     * @param target what the target holds
     * @param files the project's, in their order
     * @param elsewhere the schema that is wanted; nothing where the files are to say it
     * @throws SQLException when SQLite cannot be asked on this machine
     */
    static Survey survey(
            LiveDatabase.Contents target,
            List<MigrationFile> files,
            Optional<LiveContents> elsewhere,
            Bookkeeping bookkeeping)
            throws SQLException {
        List<String> statements = statements(target.schema());
        History history = History.fromEmpty(files, statements, bookkeeping.names());
        Optional<FileEffect> stopped = history.effects().stream()
                .filter(effect -> effect.failure().isPresent())
                .findFirst();
        if (elsewhere.isEmpty() && stopped.isPresent()) {
            return new Survey.Not(unknown(stopped.get()));
        }
        try (Scratch copy = new Scratch(bookkeeping);
                Scratch model = new Scratch(bookkeeping)) {
            Optional<String> refused =
                    elsewhere.isPresent() ? model.take(elsewhere.get()) : run(history.statements(), model);
            if (refused.isEmpty()) {
                refused = copy.take(target.schema());
            }
            if (refused.isPresent()) {
                return new Survey.Not(new Reconciliation.Impossible("a schema cannot be made again", refused));
            }
            SchemaFacts before = copy.facts();
            List<MigrationFile> pending = StillToCome.of(history, before.facts(), new HashSet<>(target.tracked()))
                    .applyTo(copy);
            return new Survey.Made(new Ground(
                    model.contents(), model.facts(), target.schema(), pending, copy.contents(), copy.facts()));
        }
    }

    /** The statements that make the target's schema again. */
    List<String> statements() {
        return statements(live);
    }

    private static List<String> statements(LiveContents schema) {
        return schema.replayable().stream().map(SchemaObject::sql).toList();
    }

    private static Optional<String> run(List<String> statements, Scratch scratch) throws SQLException {
        for (String statement : statements) {
            Optional<String> refused = scratch.run(statement);
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private static Reconciliation.Impossible unknown(FileEffect stopped) {
        FileEffect.Failure failure = stopped.failure().orElseThrow();
        return new Reconciliation.Impossible(
                "what the migration files end in is not known, because " + stopped.name()
                        + " fails behind those before it",
                Optional.of(stopped.name() + ":" + failure.place() + ": " + failure.words()
                        + "; mvn d4:lint shows more of it"));
    }
}
