package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.rehearsal.FileRun.Rows;
import com.pmerit.d4.database.rehearsal.StatementFailure.Kind;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.SchemaChange;
import com.pmerit.d4.sql.StatementShape;
import com.pmerit.d4.sql.Tokenizer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Runs migration files one by one on a copy of a schema with canary rows in every table. Nothing is sent to Cloudflare.
 *
 * <p>A file that fails on rows is run again on fewer of them, so that what stands behind the failing statement is tried on rows
 * too: one row a table, checks switched off, and none in a table whose rows an ALTER refuses. Then it is run without any, which
 * tells whether it is the rows; then the schema is as the file wants it, and the following files are rehearsed with new canary
 * rows.
 */
public final class Rehearser {
    private static final int MOST_TRIES = 8;

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
        FileRun whole = new FileRun(scratch, file, Rows.NONE);
        Optional<StatementFailure> uncommitted = whole.go();
        if (uncommitted.isEmpty()) {
            return whole.record(List.of(), whole, Optional.empty());
        }
        scratch.watchAnew();
        FileRun parts = new FileRun(scratch, file, Rows.NONE);
        parts.goOneByOne();
        return parts.record(List.of(uncommitted.get()), parts, Optional.empty());
    }

    private FileRehearsal rehearse(MigrationFile file, Stage stage) throws SQLException {
        FileRun populated = new FileRun(stage.scratch, file, Rows.CANARIES);
        Optional<StatementFailure> broken = populated.go();
        if (broken.isEmpty()) {
            stage.seed(populated.touched());
            return populated.record(List.of(), populated, Optional.empty());
        }
        stage.scratch.watchAnew();
        List<String> start = stage.scratch.watch().statements();
        Gently gently = gently(file, start, broken.get());
        stage.replace(Scratch.again(start, bookkeeping));
        FileRun empty = new FileRun(stage.scratch, file, Rows.NONE);
        Optional<StatementFailure> never = empty.go();
        if (never.isPresent()) {
            // The commit failed and took the whole file with it.
            stage.replace(Scratch.again(start, bookkeeping));
            stage.seed(stage.scratch.watch().tables().keySet());
            return new FileRehearsal(
                    file,
                    SchemaChange.NONE,
                    empty.data(),
                    List.of(),
                    List.of(never.get()),
                    List.of(),
                    Optional.of(never.get().place()));
        }
        List<StatementFailure> onRows = gently.failures().stream()
                .filter(failure -> empty.failures().stream()
                        .noneMatch(other ->
                                other.kind() == Kind.ALWAYS && other.place().equals(failure.place())))
                .toList();
        stage.seed(stage.scratch.watch().tables().keySet());
        return empty.record(onRows, gently.last(), gently.stopped());
    }

    /** What fewer rows showed: all failures, the last run, and where it stopped if it did. */
    private record Gently(List<StatementFailure> failures, FileRun last, Optional<Place> stopped) {}

    private Gently gently(MigrationFile file, List<String> start, StatementFailure first) throws SQLException {
        List<StatementFailure> failures = new ArrayList<>(List.of(first));
        Set<String> leftEmpty = new TreeSet<>();
        leaveEmpty(first, leftEmpty);
        for (int tries = 0; true; tries++) {
            try (Scratch scratch = Scratch.again(start, bookkeeping)) {
                Canaries.seedOnce(scratch.database(), scratch.watch(), leftEmpty);
                scratch.database().run(List.of(D1Statement.of("PRAGMA ignore_check_constraints=ON")));
                FileRun run = new FileRun(scratch, file, Rows.FEW);
                Optional<StatementFailure> broken = run.go();
                if (broken.filter(failure -> isNews(failure, run, failures)).isPresent()) {
                    failures.add(broken.get());
                }
                if (broken.isEmpty() || run.reachedEnd()) {
                    return new Gently(failures, run, Optional.empty());
                }
                Place place = broken.get().place();
                if (!leaveEmpty(broken.get(), leftEmpty) || tries == MOST_TRIES) {
                    return new Gently(failures, run, Optional.of(place));
                }
            }
        }
    }

    /** That a parent is missing at the end is what the statement said in the first run, where it was not put off. */
    private static boolean isNews(StatementFailure failure, FileRun run, List<StatementFailure> known) {
        return known.stream()
                .noneMatch(other -> run.reachedEnd()
                        ? other.words().contains("FOREIGN KEY")
                        : other.place().equals(failure.place()));
    }

    /** Whether doing without the rows of the table may help that an ALTER is about, and was not tried yet. */
    private static boolean leaveEmpty(StatementFailure failure, Set<String> leftEmpty) {
        StatementShape shape =
                StatementShape.of(Tokenizer.meaningfulTokens(failure.place().statement()));
        return failure.kind() == Kind.ON_ANY_ROWS
                && shape.target()
                        .filter(target -> leftEmpty.add(target.folded()))
                        .isPresent();
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
