package com.pmerit.d4.database;

import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.contract.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The shop's staging environment for each test anew: an account of its own with an empty database, and no migration file yet. */
public abstract class ShopMigrations {
    /** The project's. */
    @TempDir
    protected Path directory;

    /** The account. */
    protected LiveAccount account;

    /** The environment; a test may put another one in its place. */
    protected Environment staging;

    @BeforeEach
    final void open() throws IOException {
        account = new LiveAccount(directory.resolve("state"));
        staging = Environments.staging(directory);
        Files.createDirectory(directory.resolve("migrations"));
    }

    @AfterEach
    final void close() throws IOException {
        account.close();
    }

    /** Writes a migration file. */
    protected final void write(String name, String sql) throws IOException {
        Files.writeString(directory.resolve("migrations").resolve(name), sql);
    }
}
