package com.pmerit.d4.database.baseline;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.MigrationStatus;
import com.pmerit.d4.sql.SchemaDifference;
import com.pmerit.d4.sql.SchemaFact;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What can be said of the files that a tracking table does not list, and whether those that are proven or attested may be
 * recorded as applied.
 *
 * <p>What decides is the replay of the files that remain on a copy of the database:
 *
 * <ul>
 *   <li>It ends in the intended schema, perhaps beside objects that no file makes: recording is sound, for whatever was
 *       attested. Even a file of which something is missing may be recorded then, when a person names it: the files that
 *       remain bring what it lacks.
 *   <li>It stops, or ends in another schema, and yet all that recorded files have brought about is still there: the fault lies
 *       with the files that remain, and would be there without any recording. Proven files are recorded; that the rest does
 *       not end well is said. Nothing may be attested against the schema then.
 *   <li>It undoes what a recorded file has brought about, such as a rebuild that runs late and drops a later file's index: that
 *       file would have to run again, so that nothing is recorded.
 * </ul>
 *
 * @param listed the files that the tracking table lists
 * @param files those that it does not, in the order in which they would be applied
 * @param replay of those that remain
 */
public record Assessment(List<String> listed, List<Judged> files, Replay replay) {
    /** Copies the lists. */
    public Assessment {
        listed = List.copyOf(listed);
        files = List.copyOf(files);
    }

    /** What is to become of a file. */
    public enum Standing {
        /** It is recorded, because it is proven. */
        PROVEN,
        /** It is recorded, because a person vouches for it. */
        ATTESTED,
        /** It is not recorded, and would be applied. */
        REMAINS
    }

    /** One file. */
    public record Judged(MigrationFile file, Verdict verdict, Standing standing) {
        /** The name of the file. */
        public String name() {
            return file.name().text();
        }
    }

    /**
     * Judges the files.
     *
     * @param status what the tracking table lists
     * @param schema the statements that make the database's schema
     * @param bookkeeping tables that are no part of the schema
     * @param attested the names of files that a person vouches for; others than those at hand do nothing
     * @throws SQLException when the schema cannot be made again, or SQLite cannot be asked on this machine
     */
    public static Assessment of(
            MigrationStatus status, List<String> schema, Set<String> bookkeeping, Set<String> attested)
            throws SQLException {
        List<MigrationFile> all = Stream.concat(status.applied().stream(), status.pending().stream())
                .sorted(Comparator.comparing(MigrationFile::name))
                .toList();
        List<String> listed =
                status.applied().stream().map(file -> file.name().text()).toList();
        History history = History.fromEmpty(all, schema, bookkeeping);
        List<SchemaFact> present =
                History.on(schema, List.of(), bookkeeping).end().facts();
        Verdicts verdicts = new Verdicts(history);
        Map<String, Verdict> found = verdicts.of(present, Set.copyOf(listed));
        List<Judged> files = status.pending().stream()
                .map(file -> judged(
                        file, Objects.requireNonNull(found.get(file.name().text())), attested))
                .toList();
        Trial trial = new Trial(history, verdicts, schema, bookkeeping, new HashSet<>(present));
        return new Assessment(listed, files, trial.replay(files));
    }

    private static Judged judged(MigrationFile file, Verdict verdict, Set<String> attested) {
        if (verdict.isProof()) {
            return new Judged(file, verdict, Standing.PROVEN);
        }
        return new Judged(file, verdict, attested.contains(file.name().text()) ? Standing.ATTESTED : Standing.REMAINS);
    }

    /** The files that are to be recorded, in order. */
    public List<Judged> recorded() {
        return files.stream()
                .filter(file -> file.standing() != Standing.REMAINS)
                .toList();
    }

    /** The files that would be applied, in order. */
    public List<Judged> remaining() {
        return files.stream()
                .filter(file -> file.standing() == Standing.REMAINS)
                .toList();
    }

    /** The attested files of which the schema shows that they are not in effect, while the rest does not make up for it. */
    public List<Judged> wronglyAttested() {
        return replay.holds()
                ? List.of()
                : recorded().stream()
                        .filter(file -> file.verdict().isContradicted())
                        .toList();
    }

    /** The replay of what remains. */
    private record Trial(
            History history, Verdicts verdicts, List<String> schema, Set<String> bookkeeping, Set<SchemaFact> before) {

        Replay replay(List<Judged> files) throws SQLException {
            List<MigrationFile> remaining = files.stream()
                    .filter(file -> file.standing() == Standing.REMAINS)
                    .map(Judged::file)
                    .toList();
            History trial = History.on(schema, remaining, bookkeeping);
            Theorem theorem = Theorem.of(history.end(), trial);
            List<SchemaDifference> differences =
                    theorem instanceof Theorem.Differs differs ? differs.differences() : List.of();
            return new Replay(
                    theorem,
                    missing(differences),
                    extras(differences, true),
                    extras(differences, false),
                    undone(files, reached(theorem, trial, remaining)));
        }

        /** A file that stops leaves nothing behind, and none after it is applied. */
        private History reached(Theorem theorem, History trial, List<MigrationFile> remaining) throws SQLException {
            if (theorem instanceof Theorem.Stops stops) {
                List<MigrationFile> before = remaining.stream()
                        .takeWhile(file -> !file.name().text().equals(stops.file()))
                        .toList();
                return History.on(schema, before, bookkeeping);
            }
            return trial;
        }

        private List<Missing> missing(List<SchemaDifference> differences) {
            List<Missing> missing = new ArrayList<>();
            for (SchemaDifference difference : differences) {
                if (!difference.here().isEmpty()) {
                    Set<String> providers = new TreeSet<>();
                    history.end().facts().stream()
                            .filter(fact -> isAbout(difference, fact)
                                    && difference.here().contains(fact.definition()))
                            .forEach(fact -> providers.addAll(verdicts.providers(fact)));
                    missing.add(new Missing(Replay.named(difference), List.copyOf(providers)));
                }
            }
            return missing;
        }

        private List<String> extras(List<SchemaDifference> differences, boolean madeByAFile) {
            return differences.stream()
                    .filter(difference -> difference.here().isEmpty() && isMade(difference) == madeByAFile)
                    .map(Replay::named)
                    .toList();
        }

        private boolean isMade(SchemaDifference difference) {
            return history.effects().stream()
                    .flatMap(effect -> effect.change().added().stream())
                    .anyMatch(fact -> isAbout(difference, fact));
        }

        private static boolean isAbout(SchemaDifference difference, SchemaFact fact) {
            return fact.kind() == difference.kind() && fact.name().equals(difference.name());
        }

        private List<Replay.Undone> undone(List<Judged> files, History reached) {
            Set<SchemaFact> after = new HashSet<>(reached.end().facts());
            List<Replay.Undone> undone = new ArrayList<>();
            for (Judged file : files) {
                if (file.standing() != Standing.REMAINS) {
                    lost(file, after)
                            .forEach((fact, back) ->
                                    undone.add(new Replay.Undone(file.name(), culprit(reached, fact, back), fact)));
                }
            }
            return undone;
        }

        /** What a recorded file brought about and is not so any more; for each fact whether it came back, or else went. */
        private Map<SchemaFact, Boolean> lost(Judged file, Set<SchemaFact> after) {
            Map<SchemaFact, Boolean> lost = new TreeMap<>();
            verdicts.live(file.name()).stream()
                    .filter(fact -> before.contains(fact) && !after.contains(fact))
                    .forEach(fact -> lost.put(fact, false));
            verdicts.gone(file.name()).stream()
                    .filter(fact -> !before.contains(fact) && after.contains(fact))
                    .forEach(fact -> lost.put(fact, true));
            return lost;
        }

        private static String culprit(History reached, SchemaFact fact, boolean back) {
            return reached.effects().stream()
                    .filter(effect -> back
                            ? effect.change().added().contains(fact)
                            : effect.change().removed().contains(fact))
                    .map(FileEffect::name)
                    .findFirst()
                    .orElse("a file that remains");
        }
    }
}
