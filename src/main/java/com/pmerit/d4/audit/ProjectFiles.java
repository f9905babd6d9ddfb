package com.pmerit.d4.audit;

import com.pmerit.d4.contract.Database;
import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.MigrationFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The migration files of a database, or why they cannot be read; there are none then. */
record ProjectFiles(List<MigrationFile> inOrder, Optional<String> trouble) {
    static ProjectFiles of(Database database) {
        try {
            MigrationFiles.Found found = new MigrationFiles().read(database);
            return found instanceof MigrationFiles.Found.Unusable unusable
                    ? new ProjectFiles(List.of(), Optional.of(String.join("; ", unusable.reasons())))
                    : new ProjectFiles(((MigrationFiles.Found.Files) found).inOrder(), Optional.empty());
        } catch (IOException unreadable) {
            return new ProjectFiles(
                    List.of(),
                    Optional.of("the migration files cannot be read: " + unreadable.getMessage() + ", in "
                            + database.migrationsDirectory()));
        }
    }
}
