package com.pmerit.d4.audit;

import com.pmerit.d4.audit.MigrationsAudit.DatabaseMigrations;
import com.pmerit.d4.audit.MigrationsAudit.Trouble;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.Bookkeeping;
import com.pmerit.d4.database.MigrationLedger;
import com.pmerit.d4.database.MigrationRow;
import com.pmerit.d4.database.MigrationStatus;
import com.pmerit.d4.database.StatusReading;
import com.pmerit.d4.sql.SchemaFact;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Holds the migration files of a project against its databases, all of them side by side. Two requests a database, and two more
 * where only the schema can tell whether a file was renamed. Writes nothing.
 */
public final class MigrationsAuditor {
    private static final int MOST_AT_ONCE = 12;

    private final AccountApi account;

    /** Prepares audits in one account. */
    public MigrationsAuditor(AccountApi account) {
        this.account = account;
    }

    /**
     * Looks at every database of these environments.
     *
     * @throws InterruptedException when the build is stopped
     */
    public MigrationsAudit audit(List<Environment> environments) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(MOST_AT_ONCE, task -> {
            Thread thread = new Thread(task, "d4-migrations");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Callable<DatabaseMigrations>>> begun = new ArrayList<>();
            for (Place place : places(environments)) {
                Future<ApiResult<List<MigrationRow>>> notes =
                        threads.submit(() -> new MigrationLedger(account, place.database).rows());
                begun.add(threads.submit(() -> {
                    StatusReading reading = StatusReading.of(account, place.database);
                    return () -> compared(place, reading, notes.get());
                }));
            }
            List<DatabaseMigrations> all = new ArrayList<>();
            for (Future<Callable<DatabaseMigrations>> each : begun) {
                all.add(each.get().call());
            }
            return new MigrationsAudit(all);
        } catch (InterruptedException | RuntimeException unexpected) {
            throw unexpected;
        } catch (Exception broken) {
            throw new IllegalStateException(
                    "the migrations of a database could not be put together",
                    broken instanceof ExecutionException ? broken.getCause() : broken);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The files alone, where no database can be asked. */
    public static MigrationsAudit filesOnly(List<Environment> environments) {
        return new MigrationsAudit(
                places(environments).stream().map(MigrationsAuditor::filesOnly).toList());
    }

    private record Place(String environment, String binding, Database database) {
        DatabaseMigrations with(List<MigrationEntry> entries) {
            return new DatabaseMigrations(
                    environment, binding, database.name(), database.migrationsTable(), entries, Optional.empty());
        }

        DatabaseMigrations unreadable(String why, String remedy) {
            return new DatabaseMigrations(
                    environment,
                    binding,
                    database.name(),
                    database.migrationsTable(),
                    List.of(),
                    Optional.of(new Trouble(why, remedy)));
        }

        DatabaseMigrations unreadable(ApiFailure failure) {
            return unreadable(failure.message(), "run the same command again");
        }
    }

    private static List<Place> places(List<Environment> environments) {
        List<Place> places = new ArrayList<>();
        for (Environment environment : environments) {
            for (Map.Entry<String, Database> bound : environment.databases().entrySet()) {
                places.add(new Place(environment.name(), bound.getKey(), bound.getValue()));
            }
        }
        return places;
    }

    private static DatabaseMigrations filesOnly(Place place) {
        ProjectFiles files = ProjectFiles.of(place.database);
        return files.trouble()
                .map(trouble -> place.unreadable(trouble, "mend or rename them"))
                .orElseGet(() -> place.with(files.inOrder().stream()
                        .map(file -> MigrationEntry.of(file, MigrationState.NOT_ASKED, Optional.empty()))
                        .toList()));
    }

    private DatabaseMigrations compared(Place place, StatusReading reading, ApiResult<List<MigrationRow>> notes) {
        if (reading instanceof StatusReading.Unreadable unreadable) {
            String details = unreadable.details().isEmpty() ? "" : ": " + String.join("; ", unreadable.details());
            return place.unreadable(unreadable.why() + details, unreadable.remedy());
        }
        MigrationStatus status = ((StatusReading.Read) reading).status();
        return notes.fold(rows -> compared(place, status, rows), place::unreadable);
    }

    private DatabaseMigrations compared(Place place, MigrationStatus status, List<MigrationRow> rows) {
        MigrationComparison comparison = new MigrationComparison(status, rows);
        if (!comparison.needsSchema()) {
            return place.with(comparison.entries(Set.of()));
        }
        return new LiveDatabase(account, place.database, List.of())
                .contents()
                .fold(contents -> looked(place, comparison, contents.schema()), place::unreadable);
    }

    private static DatabaseMigrations looked(Place place, MigrationComparison comparison, LiveContents schema) {
        Bookkeeping bookkeeping = Bookkeeping.of(place.database);
        try (Scratch scratch = new Scratch(bookkeeping)) {
            Optional<String> refused = scratch.take(schema);
            if (refused.isPresent()) {
                return place.unreadable(refused.get(), "mvn d4:audit shows what the database holds");
            }
            Set<SchemaFact> there = new HashSet<>(scratch.facts().facts());
            Provenance provenance =
                    Provenance.of(ProjectFiles.of(place.database).inOrder(), bookkeeping);
            return place.with(comparison.entries(comparison.undecided().stream()
                    .filter(file -> isInEffect(provenance.madeBy(file), there))
                    .collect(Collectors.toSet())));
        } catch (SQLException broken) {
            return place.unreadable("SQLite cannot be asked on this machine: " + broken, "run the same command again");
        }
    }

    /** A file that makes nothing of its own proves nothing. */
    private static boolean isInEffect(Set<SchemaFact> made, Set<SchemaFact> there) {
        return !made.isEmpty() && there.containsAll(made);
    }
}
