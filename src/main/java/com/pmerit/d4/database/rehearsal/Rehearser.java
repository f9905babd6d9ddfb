package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.rehearsal.StatementFailure.Kind;
import com.pmerit.d4.sql.SchemaChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs migration files one by one on a copy of a schema with canary rows in every table. Nothing is sent to Cloudflare.
 *
 * <p>A file that fails on rows is run again without any, which tells whether it is the rows; then the schema is as the file
 * wants it, and the following files are rehearsed with new canary rows.
 */
public final class Rehearser {
    private final Set<String> bookkeeping;

    /**
     * Prepares rehearsals.
     *
     * @param bookkeeping tables that are no part of the schema, such as {@code d1_migrations}; case does not matter
     */
    public Rehearser(Set<String> bookkeeping) {
        this.bookkeeping = Set.copyOf(bookkeeping);
    }

    /**
     * Rehearses files.
     *
     * @param schema the statements that make the schema which the files meet, in an order in which they can be run; none to
     *     begin with an empty database
     * @param files in the order in which they are applied
     * @throws SQLException when SQLite cannot be asked on this machine
     */
    public Rehearsal rehearse(List<String> schema, List<MigrationFile> files) throws SQLException {
        Scratch.Copy copy = Scratch.of(schema, bookkeeping);
        return copy.scratch().isEmpty()
                ? new Rehearsal.NoCopy(copy.refused(), copy.words())
                : rehearse(copy.scratch().get(), files);
    }

    /**
     * Rehearses files from an empty database on.
     *
     * @param files in the order in which they are applied
     * @throws SQLException when SQLite cannot be asked on this machine
     */
    public Rehearsal.Done rehearse(List<MigrationFile> files) throws SQLException {
        return rehearse(Scratch.empty(bookkeeping), files);
    }

    private Rehearsal.Done rehearse(Scratch copy, List<MigrationFile> files) throws SQLException {
        try (Stage stage = new Stage(copy)) {
            stage.seed(stage.scratch.watch().tables().keySet());
            List<FileRehearsal> rehearsed = new ArrayList<>();
            for (MigrationFile file : files) {
                rehearsed.add(rehearse(file, stage));
            }
            return new Rehearsal.Done(
                    rehearsed, stage.notSeeded, stage.scratch.watch().facts());
        }
    }

    /**
     * Runs files on an empty database with no rows but their own, as somebody does who sets up a new one. Of a file that fails
     * what can be run is kept, so that the following files are judged by themselves.
     *
     * @param files in the order in which they are applied
     * @return where a failure of the kind {@link Kind#NOT_REHEARSED} is a file's that writes rows which do not fit to those of
     *     the files before it
     * @throws SQLException when SQLite cannot be asked on this machine
     */
    public Rehearsal.Done replay(List<MigrationFile> files) throws SQLException {
        try (Scratch scratch = Scratch.empty(bookkeeping)) {
            List<FileRehearsal> replayed = new ArrayList<>();
            for (MigrationFile file : files) {
                replayed.add(replay(file, scratch));
            }
            return new Rehearsal.Done(replayed, Map.of(), scratch.watch().facts());
        }
    }

    private static FileRehearsal replay(MigrationFile file, Scratch scratch) throws SQLException {
        FileRun whole = new FileRun(scratch, file, false);
        Optional<StatementFailure> uncommitted = whole.go();
        if (uncommitted.isEmpty()) {
            return whole.record(List.of());
        }
        scratch.watchAnew();
        FileRun parts = new FileRun(scratch, file, false);
        parts.goOneByOne();
        return parts.record(List.of(uncommitted.get()));
    }

    private FileRehearsal rehearse(MigrationFile file, Stage stage) throws SQLException {
        FileRun populated = new FileRun(stage.scratch, file, true);
        Optional<StatementFailure> broken = populated.go();
        if (broken.isEmpty()) {
            stage.seed(populated.touched());
            return populated.record(List.of());
        }
        stage.scratch.watchAnew();
        List<String> start = stage.scratch.watch().statements();
        Scratch.Copy copy = Scratch.of(start, bookkeeping);
        if (copy.scratch().isEmpty()) {
            throw new SQLException("a copy could not be copied: " + copy.refused() + ": " + copy.words());
        }
        stage.replace(copy.scratch().get());
        FileRun empty = new FileRun(stage.scratch, file, false);
        Optional<StatementFailure> never = empty.go();
        if (never.isPresent()) {
            // The commit failed and took the whole file with it.
            Scratch.Copy again = Scratch.of(start, bookkeeping);
            stage.replace(again.scratch().orElseThrow());
            stage.seed(stage.scratch.watch().tables().keySet());
            return new FileRehearsal(file, SchemaChange.NONE, empty.data(), List.of(), List.of(never.get()));
        }
        StatementFailure failure = broken.get();
        boolean always = empty.failures().stream()
                .anyMatch(other -> other.kind() == Kind.ALWAYS && other.place().equals(failure.place()));
        stage.seed(stage.scratch.watch().tables().keySet());
        return empty.record(always ? List.of() : List.of(failure));
    }

    /** The copy as it is now, and which of its tables hold no rows. */
    private static final class Stage implements AutoCloseable {
        private final Map<String, String> notSeeded = new TreeMap<>();
        private Scratch scratch;

        Stage(Scratch scratch) {
            this.scratch = scratch;
        }

        void seed(Collection<String> tables) throws SQLException {
            notSeeded.keySet().removeAll(tables);
            notSeeded.putAll(Canaries.seed(scratch.database(), scratch.watch(), tables));
        }

        void replace(Scratch other) throws SQLException {
            scratch.close();
            scratch = other;
        }

        @Override
        public void close() throws SQLException {
            scratch.close();
        }
    }
}
