package com.pmerit.d4.mojo;

import com.pmerit.d4.audit.DeltaItem;
import com.pmerit.d4.audit.Reconciler;
import com.pmerit.d4.audit.Reconciliation;
import com.pmerit.d4.audit.WantedSchema;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.MigrationFiles;
import com.pmerit.d4.database.NextMigration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoFailureException;

/** One run of d4:reconcile without Maven: writes at most one file a database, and never over another one. */
final class ReconcileRun {
    private static final int MOST_SHOWN = 8;

    private final WantedSchema from;
    private final Environment target;
    private final AccountApi account;
    private final List<String> lines = new ArrayList<>();

    ReconcileRun(WantedSchema from, Environment target, AccountApi account) {
        this.from = from;
        this.target = target;
        this.account = account;
    }

    /**
     * Writes what is missing.
     *
     * @param rebuilt the table that is to be rebuilt, instead of adding what is missing; it is one database's
     * @param named the binding or the name of the database that is meant, instead of all
     * @return lines for the terminal
     * @throws MojoFailureException when a file cannot be made, with the reason
     */
    List<String> run(Optional<String> rebuilt, Optional<String> named) throws MojoFailureException, IOException {
        Set<String> meant = named.isPresent() || rebuilt.isPresent()
                ? Set.of(RestoreRun.chosen(target, named).getKey())
                : target.databases().keySet();
        for (String binding : bindings(meant)) {
            Reconciler reconciler = new Reconciler(binding, from, target, account);
            Reconciliation reconciliation = rebuilt.map(reconciler::rebuild).orElseGet(reconciler::additions);
            take(binding, rebuilt, reconciliation);
        }
        return List.copyOf(lines);
    }

    private List<String> bindings(Set<String> meant) throws MojoFailureException {
        List<String> bindings = meant.stream()
                .filter(binding -> !(from instanceof WantedSchema.Live live)
                        || live.environment().databases().containsKey(binding))
                .toList();
        if (bindings.isEmpty()) {
            throw new MojoFailureException(
                    from instanceof WantedSchema.Live
                            ? from.name() + " and " + target.name() + " bind no database under the same name"
                            : target.name() + " binds no database");
        }
        return bindings;
    }

    private void take(String binding, Optional<String> rebuilt, Reconciliation reconciliation)
            throws MojoFailureException, IOException {
        if (reconciliation instanceof Reconciliation.Impossible impossible) {
            throw new MojoFailureException(binding + ": " + impossible.why()
                    + impossible
                            .details()
                            .map(words -> System.lineSeparator() + "  " + words)
                            .orElse(""));
        }
        if (reconciliation instanceof Reconciliation.Nothing nothing) {
            lines.add(" same " + binding + "  " + target.name() + " lacks nothing that can be added");
            tellPending(nothing.pending());
            tell(nothing.left());
        } else {
            Reconciliation.Written written = (Reconciliation.Written) reconciliation;
            Path file = write(binding, rebuilt, written.text());
            lines.add(" done " + binding + "  " + file);
            show(written.added().stream().map(added -> "      + " + added).toList());
            tellPending(written.pending());
            show(written.notRehearsed().stream()
                    .map(what -> "      not rehearsed with rows: " + what)
                    .toList());
            tell(written.left());
            if (!written.repeatable()) {
                lines.add("      where all of it is there already, it must not run: record it there with d4:baseline");
            }
        }
    }

    private void tellPending(List<String> pending) {
        if (!pending.isEmpty()) {
            lines.add("      behind what is still to come with mvn deploy -P" + target.name() + ": "
                    + String.join(", ", pending));
        }
    }

    private void tell(List<DeltaItem> left) {
        show(left.stream()
                .map(item -> "      left to you: " + item.kind() + " " + item.name())
                .toList());
    }

    private void show(List<String> all) {
        lines.addAll(all.subList(0, Math.min(MOST_SHOWN, all.size())));
        if (all.size() > MOST_SHOWN) {
            lines.add("      and " + (all.size() - MOST_SHOWN) + " more");
        }
    }

    /** The file, or the one that says the very same already because this goal was run before. */
    private Path write(String binding, Optional<String> rebuilt, String text) throws MojoFailureException, IOException {
        Database database = target.databases().get(binding);
        if (database == null) {
            throw new IllegalStateException(target.name() + " binds no " + binding);
        }
        MigrationFiles.Found found = new MigrationFiles().read(database);
        if (found instanceof MigrationFiles.Found.Unusable unusable) {
            throw new MojoFailureException(
                    "the migration files of " + binding + " cannot be read: " + String.join("; ", unusable.reasons()));
        }
        List<MigrationFile> files = ((MigrationFiles.Found.Files) found).inOrder();
        Optional<Path> before = files.stream()
                .filter(file -> file.sql().equals(text))
                .map(MigrationFile::path)
                .findFirst();
        if (before.isPresent()) {
            return before.get();
        }
        String about = rebuilt.map(table -> "rebuild " + table).orElse("reconcile " + target.name());
        Path file = database.migrationsDirectory()
                .resolve(NextMigration.after(files, about).text());
        Files.createDirectories(database.migrationsDirectory());
        return Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    }
}
