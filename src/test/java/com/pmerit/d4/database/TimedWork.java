package com.pmerit.d4.database;

import com.pmerit.d4.Environments;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.database.baseline.History;
import com.pmerit.d4.database.baseline.Theorem;
import com.pmerit.d4.database.baseline.Verdicts;
import com.pmerit.d4.database.lint.LintResult;
import com.pmerit.d4.database.lint.Linter;
import com.pmerit.d4.database.rehearsal.Rehearsal;
import com.pmerit.d4.database.rehearsal.Rehearser;
import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.SchemaFacts;
import com.pmerit.d4.sql.SchemaWatch;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementSplitter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/**
 * A process that times what d4 does with migration files, warm: each work runs unmeasured first. A line for each run: what, the
 * milliseconds that passed, those of the processor's time in this thread, with tabs. Run by {@link DatabaseBenchmark}.
 */
final class TimedWork {
    private static final Set<String> BOOKKEEPING = Set.of("d1_migrations");
    private static final int WARMING = 8;
    private static final int RUNS = 3;

    private TimedWork() {}

    private interface Work {
        /** Gives something that must be true of its result. */
        boolean run() throws Exception;
    }

    /** Arguments: directories, each with a name for it before; the last one's files make the schemas that are compared. */
    public static void main(String[] arguments) throws Exception {
        for (int run = 0; run < WARMING; run++) {
            files(Path.of(arguments[1]), Optional.empty());
        }
        for (int index = 0; index < arguments.length; index += 2) {
            files(Path.of(arguments[index + 1]), Optional.of(arguments[index]));
        }
        difference(1_000);
    }

    private static void files(Path directory, Optional<String> name) throws Exception {
        Database database = Environments.database(directory);
        List<MigrationFile> files = ((MigrationFiles.Found.Files) new MigrationFiles().read(database)).inOrder();
        List<String> production = schema(files);
        timed(name.map(each -> each + "\tlint"), () -> {
            LintResult result = new Linter(directory, List.of(database), Optional.empty()).look();
            return result.files() == files.size() && result.unseeded().isEmpty();
        });
        timed(name.map(each -> each + "\trehearse"), () -> {
            Rehearsal.Done done = new Rehearser(BOOKKEEPING).rehearse(files);
            return done.files().stream().allMatch(file -> file.failures().isEmpty());
        });
        timed(name.map(each -> each + "\tprove"), () -> {
            History history = History.fromEmpty(files, List.of(), BOOKKEEPING);
            SchemaFacts live = History.on(production, List.of(), BOOKKEEPING).end();
            int judged = new Verdicts(history).of(live.facts(), Set.of()).size();
            return judged == files.size()
                    && Theorem.of(history.end(), production, List.of(), BOOKKEEPING) instanceof Theorem.Holds;
        });
        timed(name.map(each -> each + "\tSQLite alone"), () -> sqlite(files));
    }

    private static void timed(Optional<String> what, Work work) throws Exception {
        for (int run = 0; run < (what.isPresent() ? RUNS + 1 : 1); run++) {
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long start = System.nanoTime();
            if (!work.run()) {
                throw new IllegalStateException(what.orElse("") + " did not give what it should");
            }
            long passed = System.nanoTime() - start;
            long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
            if (run > 0 && what.isPresent()) {
                System.out.println(what.get() + "\t" + passed / 1_000_000 + "\t" + used / 1_000_000);
            }
        }
    }

    private static List<String> schema(List<MigrationFile> files) throws SQLException {
        try (D1Database database = D1Database.inMemory()) {
            for (MigrationFile file : files) {
                List<D1Statement> request = StatementSplitter.split(file.sql()).stream()
                        .map(statement -> D1Statement.of(statement.text()))
                        .toList();
                if (database.run(request) instanceof D1Outcome.RolledBack refused) {
                    throw new IllegalStateException(file.name() + ": " + refused.message());
                }
            }
            return SchemaWatch.of(database, BOOKKEEPING).statements();
        }
    }

    /** The files by the driver that d4 uses, without anything of d4. */
    private static boolean sqlite(List<MigrationFile> files) throws SQLException {
        try (SQLiteConnection connection =
                (SQLiteConnection) new SQLiteConfig().createConnection("jdbc:sqlite::memory:")) {
            for (MigrationFile file : files) {
                if (connection.getDatabase()._exec(file.sql()) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void difference(int tables) throws Exception {
        try (D1Database one = schema(tables, "TEXT");
                D1Database other = schema(tables, "BLOB")) {
            timed(
                    Optional.of("two schemas\tdifference of " + tables + " tables"),
                    () -> SchemaFacts.of(one, Set.of())
                                    .difference(SchemaFacts.of(other, Set.of()))
                                    .size()
                            == 1);
        }
    }

    private static D1Database schema(int tables, String type) throws SQLException {
        D1Database database = D1Database.inMemory();
        List<D1Statement> request = new ArrayList<>();
        for (SqlStatement statement : StatementSplitter.split(GeneratedHistory.schema(tables, type))) {
            request.add(D1Statement.of(statement.text()));
        }
        if (database.run(request) instanceof D1Outcome.RolledBack refused) {
            throw new IllegalStateException(refused.message());
        }
        return database;
    }
}
