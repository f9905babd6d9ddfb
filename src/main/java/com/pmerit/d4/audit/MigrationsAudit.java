package com.pmerit.d4.audit;

import java.util.List;
import java.util.Optional;

/**
 * How the migration files of the project stand in databases.
 *
 * @param databases in release order of their environments
 */
public record MigrationsAudit(List<DatabaseMigrations> databases) {
    /** Copies the list. */
    public MigrationsAudit {
        databases = List.copyOf(databases);
    }

    /**
     * One database of one environment.
     *
     * @param environment its name in the POM
     * @param binding under which the Worker knows it
     * @param name its name in Cloudflare
     * @param table its tracking table
     * @param entries all migrations, in wrangler's order
     * @param trouble why it could not be looked at, with the command that helps; there are no entries then
     */
    public record DatabaseMigrations(
            String environment,
            String binding,
            String name,
            String table,
            List<MigrationEntry> entries,
            Optional<Trouble> trouble) {
        /** Copies the list. */
        public DatabaseMigrations {
            entries = List.copyOf(entries);
        }

        /** How many migrations stand so. */
        public long count(MigrationState state) {
            return entries.stream().filter(entry -> entry.state() == state).count();
        }

        /** The migrations that a person must look at. */
        public List<MigrationEntry> odd() {
            return entries.stream().filter(entry -> entry.state().isOdd()).toList();
        }
    }

    /**
     * Why a database could not be looked at.
     *
     * @param why one sentence
     * @param remedy what helps
     */
    public record Trouble(String why, String remedy) {}

    /** The databases that could not be looked at. */
    public List<DatabaseMigrations> unreadable() {
        return databases.stream()
                .filter(database -> database.trouble().isPresent())
                .toList();
    }
}
