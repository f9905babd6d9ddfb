package com.pmerit.d4.contract;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A D1 database that an environment binds, with where its migrations are.
 *
 * @param name the database's name in Cloudflare, such as {@code aixord-db-staging}
 * @param id its UUID
 * @param migrationsDirectory where its migration files are, absolute; wrangler's {@code migrations_dir}, by default
 *     {@code migrations} beside the wrangler config; need not exist
 * @param migrationsTable the table that remembers which are applied; wrangler's {@code migrations_table}, by default
 *     {@code d1_migrations}
 * @param migrationsPattern wrangler's {@code migrations_pattern} where it is set (wrangler 4.98 and later)
 * @param counted the tables whose rows an audit counts, in the order of the POM
 */
public record Database(
        String name,
        String id,
        Path migrationsDirectory,
        String migrationsTable,
        Optional<String> migrationsPattern,
        List<String> counted) {
    /** A database of which no rows are counted. */
    public Database(
            String name,
            String id,
            Path migrationsDirectory,
            String migrationsTable,
            Optional<String> migrationsPattern) {
        this(name, id, migrationsDirectory, migrationsTable, migrationsPattern, List.of());
    }

    /** Checks that the id is a UUID and the rest says something. */
    public Database {
        Require.text("database name", name);
        Require.absolute(migrationsDirectory);
        Require.text("migrations table", migrationsTable);
        if (!Names.isUuid(id)) {
            throw new IllegalArgumentException("Not the id of a D1 database: " + id);
        }
        counted = List.copyOf(counted);
    }

    /** The same, of which the rows of these tables are counted, too. */
    public Database counting(Collection<String> tables) {
        Set<String> all = new LinkedHashSet<>(counted);
        all.addAll(tables);
        return new Database(name, id, migrationsDirectory, migrationsTable, migrationsPattern, List.copyOf(all));
    }
}
