package com.pmerit.d4.audit;

import com.pmerit.d4.database.Bookkeeping;
import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.MigrationName;
import com.pmerit.d4.database.rehearsal.FileRehearsal;
import com.pmerit.d4.database.rehearsal.Rehearsal;
import com.pmerit.d4.database.rehearsal.Rehearser;
import com.pmerit.d4.database.rehearsal.RowLoss;
import com.pmerit.d4.database.rehearsal.StatementFailure;
import com.pmerit.d4.sql.SchemaFact;
import com.pmerit.d4.sql.SchemaFact.Kind;
import com.pmerit.d4.sql.SchemaFacts;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The whole file on a copy of the target with canary rows in every table, behind the files that are still to come. */
final class CopyTrial {
    private static final String NAME = "reconcile.sql";
    private static final Set<Kind> BESIDE_THE_TABLE = Set.of(Kind.INDEX, Kind.TRIGGER);

    private final Ground ground;
    private final String target;
    private final Bookkeeping bookkeeping;

    CopyTrial(Ground ground, String target, Bookkeeping bookkeeping) {
        this.ground = ground;
        this.target = target;
        this.bookkeeping = bookkeeping;
    }

    /** What must be true of a copy on which the file ran; gives what is not. */
    @FunctionalInterface
    private interface Claim {
        List<String> broken(SchemaFacts after);
    }

    /** It brings what it says it adds, nothing that was true of the schema is gone, and no row is lost. */
    Reconciliation additions(Reconciliation.Written file) throws SQLException {
        return tried(file, after -> {
            List<String> broken = new ArrayList<>(gone(ground.givenFacts().facts(), after));
            ground.wantedFacts().difference(after).stream()
                    .map(difference -> difference.kind().words() + " " + difference.name())
                    .filter(file.added()::contains)
                    .forEach(missing -> broken.add("it does not bring " + missing));
            return broken;
        });
    }

    /** The table is as it is wanted, all else as it was, and no row is lost. */
    Reconciliation rebuild(Reconciliation.Written file, String table) throws SQLException {
        String folded = SchemaObject.folded(table);
        return tried(file, after -> {
            Set<SchemaFact> expected = ground.givenFacts().facts().stream()
                    .filter(fact -> !isDefinition(fact, folded))
                    .collect(Collectors.toCollection(TreeSet::new));
            ground.wantedFacts().facts().stream()
                    .filter(fact -> isDefinition(fact, folded))
                    .forEach(expected::add);
            List<String> broken = new ArrayList<>(gone(expected, after));
            after.facts().stream()
                    .filter(fact -> !expected.contains(fact))
                    .forEach(fact -> broken.add("it leaves " + fact.kind().words() + " " + fact.name()));
            return broken;
        });
    }

    private static boolean isDefinition(SchemaFact fact, String table) {
        return fact.table().equals(table) && !BESIDE_THE_TABLE.contains(fact.kind());
    }

    private static List<String> gone(Iterable<SchemaFact> expected, SchemaFacts after) {
        Set<SchemaFact> present = new HashSet<>(after.facts());
        List<String> gone = new ArrayList<>();
        expected.forEach(fact -> {
            if (!present.contains(fact)) {
                gone.add("it takes away " + fact.kind().words() + " " + fact.name());
            }
        });
        return gone;
    }

    private Reconciliation tried(Reconciliation.Written file, Claim claim) throws SQLException {
        MigrationFile migration = new MigrationFile(new MigrationName(NAME), Path.of(NAME), file.text());
        List<MigrationFile> files = new ArrayList<>(ground.pending());
        files.add(migration);
        Rehearsal rehearsal = new Rehearser(bookkeeping.names()).rehearse(ground.statements(), files);
        if (rehearsal instanceof Rehearsal.NoCopy none) {
            return new Reconciliation.Impossible(
                    "the schema of " + target + " cannot be copied",
                    Optional.of(none.statement() + ": " + none.words()));
        }
        Rehearsal.Done done = (Rehearsal.Done) rehearsal;
        FileRehearsal last = done.files().get(done.files().size() - 1);
        List<String> broken = new ArrayList<>();
        List<String> untried = new ArrayList<>();
        for (StatementFailure failure : last.failures()) {
            switch (failure.kind()) {
                case ALWAYS, ON_ANY_ROWS -> broken.add(words(failure));
                case ON_SOME_ROWS ->
                    untried.add("it fails, and changes nothing, where a row is like that of the canaries: "
                            + words(failure));
                case NOT_REHEARSED -> untried.add(words(failure));
            }
        }
        last.losses().stream().map(RowLoss::words).forEach(broken::add);
        broken.addAll(claim.broken(done.schema()));
        if (!broken.isEmpty()) {
            return new Reconciliation.Impossible(
                    "the file does not hold on a copy of " + target + " with canary rows",
                    Optional.of(String.join("; ", broken)));
        }
        done.notSeeded().entrySet().stream()
                .map(table -> table.getKey() + ": " + table.getValue())
                .sorted()
                .forEach(untried::add);
        return file.tried(untried, changesNothing(migration));
    }

    private static String words(StatementFailure failure) {
        return "line " + failure.place().line() + ": " + failure.words();
    }

    /** Whether the file leaves a schema as it is that has all that is wanted, such as that of the environment before. */
    private boolean changesNothing(MigrationFile file) throws SQLException {
        try (Scratch model = new Scratch(bookkeeping)) {
            return model.take(ground.wanted()).isEmpty()
                    && model.apply(file).isEmpty()
                    && model.facts().difference(ground.wantedFacts()).isEmpty();
        }
    }
}
