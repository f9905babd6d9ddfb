package com.pmerit.d4.database;

import com.pmerit.d4.Environments;
import com.pmerit.d4.contract.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The 46 migration files of the example project, which make 70 tables. */
public final class ExampleMigrations {
    private ExampleMigrations() {}

    /** In their order. */
    public static List<MigrationFile> files() throws IOException {
        Path directory = Path.of("src/it/d4-chat/products/aixord-router-worker/migrations")
                .toAbsolutePath();
        Database database =
                new Database("aixord-db", Environments.DATABASE_ID, directory, "d1_migrations", Optional.empty());
        return ((MigrationFiles.Found.Files) new MigrationFiles().read(database)).inOrder();
    }
}
