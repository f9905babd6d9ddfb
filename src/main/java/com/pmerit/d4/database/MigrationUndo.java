package com.pmerit.d4.database;

import com.pmerit.d4.contract.Database;
import com.pmerit.d4.sql.SchemaDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Scaffolds the forward migration that reverses an earlier one, by the schemas that the history gives with that file and
 * without it, and tries it: the history and the scaffold together must give the schema without the file. Asks no database.
 */
public final class MigrationUndo {
    private final Database database;
    private final Set<String> bookkeeping;

    /** Prepares it for the migrations of one database. */
    public MigrationUndo(Database database) {
        this.database = database;
        this.bookkeeping = Bookkeeping.of(database).names();
    }

    /** What came of it. */
    public sealed interface Undone {
        /**
         * A file was written.
         *
         * @param file it
         * @param losses what it does not bring back, a sentence each; none when it is the way back whole
         * @param later whether other files come after the one that is reversed
         */
        record Written(Path file, List<String> losses, boolean later) implements Undone {
            /** Copies the list. */
            public Written {
                losses = List.copyOf(losses);
            }
        }

        /** Nothing was written. */
        record Refused(String why, List<String> details, String remedy) implements Undone {
            /** Copies the list. */
            public Refused {
                details = List.copyOf(details);
            }
        }
    }

    /**
     * Writes the file behind the last one; never over another.
     *
     * @param name of the migration that is to be reversed
     * @throws IOException when the files cannot be read, or the new one not be written
     */
    public Undone undo(String name) throws IOException {
        MigrationFiles.Found found = new MigrationFiles().read(database);
        if (found instanceof MigrationFiles.Found.Unusable unusable) {
            return new Undone.Refused(
                    "the migration files cannot be replayed",
                    unusable.reasons(),
                    "mend or rename them in " + database.migrationsDirectory());
        }
        try {
            return undo(name, ((MigrationFiles.Found.Files) found).inOrder());
        } catch (SQLException broken) {
            throw new IOException("SQLite cannot be asked on this machine: " + broken.getMessage(), broken);
        }
    }

    private Undone undo(String name, List<MigrationFile> files) throws SQLException, IOException {
        Optional<MigrationFile> target =
                files.stream().filter(file -> file.name().text().equals(name)).findFirst();
        if (target.isEmpty()) {
            return new Undone.Refused(
                    "there is no migration " + name + " in " + database.migrationsDirectory(),
                    List.of(),
                    "mvn -o d4:migrations lists the files");
        }
        Optional<MigrationName> next = next(files, name);
        if (next.isEmpty()) {
            return new Undone.Refused(
                    "no name can be made that sorts behind "
                            + files.get(files.size() - 1).name(),
                    List.of(),
                    "give the files names that begin with a number and an underscore, such as 0001_users.sql");
        }
        return reversed(files, target.get(), next.get());
    }

    private Undone reversed(List<MigrationFile> files, MigrationFile target, MigrationName next)
            throws SQLException, IOException {
        try (HistoryScratch all = new HistoryScratch(bookkeeping);
                HistoryScratch without = new HistoryScratch(bookkeeping)) {
            Optional<HistoryScratch.Stopped> stopped = replayed(files, all);
            if (stopped.isPresent()) {
                return new Undone.Refused(
                        "the history cannot be replayed from an empty database, so that no schema before "
                                + target.name() + " is known",
                        List.of(stopped.get().line()),
                        "mend that file, or write the reversal by hand");
            }
            List<String> dependent = dependent(files, target, without);
            if (!dependent.isEmpty()) {
                return new Undone.Refused(
                        "what " + target.name() + " made is needed by " + dependent.size()
                                + (dependent.size() == 1 ? " later file" : " later files"),
                        dependent,
                        "reverse those first, the last one first");
            }
            Reversal reversal = new Reversal(all, SchemaShape.of(without, bookkeeping), bookkeeping);
            reversal.of(target);
            return reversal.isEmpty()
                    ? new Undone.Refused(
                            "no statement of " + target.name() + " can be reversed by what is known of the schema",
                            reversal.losses(),
                            "write the reversal by hand")
                    : written(files, target, next, reversal, without);
        }
    }

    /** Where the first file stops that does not run; nothing when all do. */
    private static Optional<HistoryScratch.Stopped> replayed(List<MigrationFile> files, HistoryScratch scratch)
            throws SQLException {
        for (MigrationFile file : files) {
            Optional<HistoryScratch.Stopped> stopped = scratch.run(file);
            if (stopped.isPresent()) {
                return stopped;
            }
        }
        return Optional.empty();
    }

    /** The files that do not run without this one, a line each. */
    private static List<String> dependent(List<MigrationFile> files, MigrationFile target, HistoryScratch without)
            throws SQLException {
        List<String> dependent = new ArrayList<>();
        for (MigrationFile file : files) {
            if (!file.equals(target)) {
                without.run(file).ifPresent(stopped -> dependent.add(stopped.line()));
            }
        }
        return dependent;
    }

    private Undone written(
            List<MigrationFile> files,
            MigrationFile target,
            MigrationName next,
            Reversal reversal,
            HistoryScratch without)
            throws SQLException, IOException {
        String text = text(target, reversal);
        Path path = database.migrationsDirectory().resolve(next.text());
        MigrationFile scaffold = new MigrationFile(next, path, text);
        List<String> losses = new ArrayList<>(reversal.losses());
        try (HistoryScratch trial = new HistoryScratch(bookkeeping)) {
            for (MigrationFile file : files) {
                trial.run(file);
            }
            Optional<HistoryScratch.Stopped> stopped = trial.run(scaffold);
            if (stopped.isPresent()) {
                return new Undone.Refused(
                        "what reverses " + target.name() + " does not run after the last file",
                        List.of(stopped.get().line()),
                        "write the reversal by hand");
            }
            for (SchemaDifference difference : trial.facts().difference(without.facts())) {
                String line = "schema: " + difference.line("with this file", "before it");
                if (!losses.contains(line)) {
                    losses.add(line);
                }
            }
        }
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new Undone.Written(path, losses, !files.get(files.size() - 1).equals(target));
    }

    private static String text(MigrationFile target, Reversal reversal) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "-- Reverses " + target.name() + ": made by d4:undo-migration from the schema with it and without it.");
        lines.add("");
        lines.addAll(reversal.lines());
        if (!reversal.losses().isEmpty()) {
            lines.add("");
            lines.add("-- Not reversed, and left to you:");
            reversal.losses().forEach(loss -> lines.add("--   " + loss.replaceAll("\\s+", " ")));
        }
        return String.join("\n", lines) + "\n";
    }

    /** Nothing when a new name would not sort last, because others have no number. */
    private static Optional<MigrationName> next(List<MigrationFile> files, String undone) {
        MigrationName next = NextMigration.after(files, "undo_" + undone.replaceFirst("\\.sql$", ""));
        return Optional.of(next)
                .filter(name -> name.compareTo(files.get(files.size() - 1).name()) > 0);
    }
}
