package com.pmerit.d4.audit;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.MigrationHashes;
import com.pmerit.d4.database.MigrationName;
import com.pmerit.d4.database.MigrationRow;
import com.pmerit.d4.database.MigrationStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Files, tracking table and d4's notes of one database, brought together by name and by both hashes. Reads nothing. */
final class MigrationComparison {
    private final MigrationStatus status;
    private final Map<String, MigrationRow> notes = new LinkedHashMap<>();
    private final Map<String, MigrationHashes> hashes = new HashMap<>();
    private final Set<String> listed = new HashSet<>();
    private final Map<String, String> renamed = new HashMap<>();
    private final Set<String> certain = new HashSet<>();

    /** Brings together what needs no look at the schema. */
    MigrationComparison(MigrationStatus status, List<MigrationRow> rows) {
        this.status = status;
        rows.forEach(row -> notes.put(row.name(), row));
        status.applied().forEach(file -> listed.add(file.name().text()));
        listed.addAll(status.withoutFile());
        status.applied().forEach(this::hash);
        status.pending().forEach(this::hash);
        pairByNote(status.pending(), status.withoutFile());
        pairByNote(unnoted(status.applied()), forgotten());
    }

    /** Whether only the schema can tell if a pending file is one of those that were applied under a name without a file. */
    boolean needsSchema() {
        return !unpairedNames().isEmpty() && !unpairedFiles().isEmpty();
    }

    /**
     * All migrations, in wrangler's order.
     *
     * @param inEffect the pending files of which all that they make is in the schema already
     */
    List<MigrationEntry> entries(Set<String> inEffect) {
        pairBySchema(inEffect);
        List<MigrationEntry> entries = new ArrayList<>();
        status.applied().forEach(file -> entries.add(applied(file)));
        status.pending().forEach(file -> entries.add(pending(file)));
        Set<String> found = new HashSet<>(renamed.values());
        status.withoutFile().stream()
                .filter(name -> !found.contains(name))
                .map(name -> MigrationEntry.withoutFile(name, MigrationState.WITHOUT_FILE, note(name)))
                .forEach(entries::add);
        forgotten().stream()
                .filter(name -> !found.contains(name) && !hashes.containsKey(name))
                .map(name -> MigrationEntry.withoutFile(name, MigrationState.FORGOTTEN, note(name)))
                .forEach(entries::add);
        entries.sort(Comparator.comparing(entry -> new MigrationName(entry.name())));
        return entries;
    }

    private void hash(MigrationFile file) {
        hashes.put(file.name().text(), MigrationHashes.of(file));
    }

    private List<MigrationFile> unnoted(List<MigrationFile> files) {
        return files.stream()
                .filter(file -> !notes.containsKey(file.name().text()))
                .toList();
    }

    /** What d4 noted and the tracking table does not list. */
    private List<String> forgotten() {
        return notes.keySet().stream().filter(name -> !listed.contains(name)).toList();
    }

    private void pairByNote(List<MigrationFile> files, List<String> names) {
        pair(files, names, (now, then) -> now.since(then) == MigrationHashes.Change.NONE, true);
        pair(files, names, (now, then) -> now.since(then) == MigrationHashes.Change.LAYOUT, false);
    }

    private void pair(
            List<MigrationFile> files,
            List<String> names,
            BiPredicate<MigrationHashes, MigrationHashes> same,
            boolean sure) {
        for (MigrationFile file : files) {
            String now = file.name().text();
            Optional<String> then = names.stream()
                    .filter(name -> !renamed.containsValue(name) && !name.equals(now))
                    .filter(name -> note(name)
                            .filter(row -> same.test(of(now), row.hashes()))
                            .isPresent())
                    .findFirst();
            if (then.isPresent() && !renamed.containsKey(now)) {
                renamed.put(now, then.get());
                if (sure) {
                    certain.add(now);
                }
            }
        }
    }

    private List<String> unpairedNames() {
        return status.withoutFile().stream()
                .filter(name -> !renamed.containsValue(name))
                .toList();
    }

    private List<MigrationFile> unpairedFiles() {
        return status.pending().stream()
                .filter(file -> !renamed.containsKey(file.name().text()))
                .toList();
    }

    /** What is in effect without being listed was applied under another name: one that is like it, or the only one left. */
    private void pairBySchema(Set<String> inEffect) {
        List<String> files = unpairedFiles().stream()
                .map(file -> file.name().text())
                .filter(inEffect::contains)
                .toList();
        for (String file : files) {
            unpairedNames().stream()
                    .filter(name -> isLike(name, file))
                    .findFirst()
                    .ifPresent(name -> renamed.put(file, name));
        }
        List<String> left =
                files.stream().filter(file -> !renamed.containsKey(file)).toList();
        if (left.size() == 1 && unpairedNames().size() == 1) {
            renamed.put(left.get(0), unpairedNames().get(0));
        }
    }

    private static boolean isLike(String one, String other) {
        return words(one).equals(words(other))
                || new MigrationName(one)
                        .number()
                        .filter(number -> new MigrationName(other)
                                .number()
                                .filter(number::equals)
                                .isPresent())
                        .isPresent();
    }

    private static String words(String name) {
        return name.substring(name.indexOf('_') + 1);
    }

    private MigrationEntry applied(MigrationFile file) {
        String name = file.name().text();
        Optional<String> formerly = Optional.ofNullable(renamed.get(name));
        Optional<MigrationRow> note = formerly.flatMap(this::note).or(() -> note(name));
        MigrationState state = note.map(row -> compared(of(name), row.hashes())).orElse(MigrationState.APPLIED);
        MigrationEntry entry = MigrationEntry.of(file, state, note);
        return formerly.map(entry::appliedAs).orElse(entry);
    }

    private static MigrationState compared(MigrationHashes now, MigrationHashes then) {
        return switch (now.since(then)) {
            case NONE -> MigrationState.APPLIED;
            case LAYOUT -> MigrationState.RESTYLED;
            case MEANING -> MigrationState.EDITED;
        };
    }

    private MigrationEntry pending(MigrationFile file) {
        String name = file.name().text();
        String then = renamed.get(name);
        if (then != null) {
            MigrationState state = certain.contains(name) ? MigrationState.RENAMED : MigrationState.PROBABLY_RENAMED;
            return MigrationEntry.of(file, state, note(then)).appliedAs(then);
        }
        if (notes.containsKey(name)) {
            return MigrationEntry.of(file, MigrationState.FORGOTTEN, note(name));
        }
        boolean late = listed.stream().map(MigrationName::new).anyMatch(other -> other.compareTo(file.name()) > 0);
        return MigrationEntry.of(file, late ? MigrationState.OUT_OF_ORDER : MigrationState.PENDING, Optional.empty());
    }

    private MigrationHashes of(String file) {
        return Optional.ofNullable(hashes.get(file)).orElseThrow();
    }

    private Optional<MigrationRow> note(String name) {
        return Optional.ofNullable(notes.get(name));
    }

    /** The names of files that nobody paired yet, for the look at the schema. */
    Set<String> undecided() {
        return unpairedFiles().stream()
                .map(file -> file.name().text())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
