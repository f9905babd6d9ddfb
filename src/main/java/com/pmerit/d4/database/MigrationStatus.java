package com.pmerit.d4.database;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The migrations of a project held against the tracking table of one database.
 *
 * @param applied local files that the database has, in the order of the files
 * @param pending local files that it does not have, in the order in which they are applied
 * @param withoutFile names that the database has and the project does not
 */
public record MigrationStatus(List<MigrationFile> applied, List<MigrationFile> pending, List<String> withoutFile) {
    public MigrationStatus {
        applied = List.copyOf(applied);
        pending = List.copyOf(pending);
        withoutFile = List.copyOf(withoutFile);
    }

    /** Compares by exact name, as wrangler does. */
    public static MigrationStatus of(List<MigrationFile> files, List<String> trackedNames) {
        Set<String> tracked = new LinkedHashSet<>(trackedNames);
        Set<String> local = new LinkedHashSet<>();
        files.forEach(file -> local.add(file.name().text()));
        return new MigrationStatus(
                files.stream()
                        .filter(file -> tracked.contains(file.name().text()))
                        .toList(),
                files.stream()
                        .filter(file -> !tracked.contains(file.name().text()))
                        .toList(),
                tracked.stream().filter(name -> !local.contains(name)).toList());
    }
}
