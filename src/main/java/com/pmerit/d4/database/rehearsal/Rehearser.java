package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.rehearsal.StatementFailure.Kind;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.D1Transaction;
import com.pmerit.d4.sql.D1Transaction.Step;
import com.pmerit.d4.sql.SchemaChange;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementShape;
import com.pmerit.d4.sql.StatementSplitter;
import com.pmerit.d4.sql.Token;
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
 * <p>A file that fails on rows is run again without any, which tells whether it is the rows; then the schema is as the file
 * wants it, and the following files are rehearsed with new canary rows.
 */
public final class Rehearser {
    private static final Set<String> WRITING = Set.of("insert", "replace", "update", "delete", "with");
    private static final Set<String> READING_ROWS = Set.of("select", "update", "delete", "with");

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
        if (copy.scratch().isEmpty()) {
            return new Rehearsal.NoCopy(copy.refused(), copy.words());
        }
        try (Stage stage = new Stage(copy.scratch().get())) {
            stage.seed(stage.scratch.watch().tables().keySet());
            List<FileRehearsal> rehearsed = new ArrayList<>();
            for (MigrationFile file : files) {
                rehearsed.add(rehearse(file, stage));
            }
            return new Rehearsal.Done(
                    rehearsed, stage.notSeeded, stage.scratch.watch().facts());
        }
    }

    private FileRehearsal rehearse(MigrationFile file, Stage stage) throws SQLException {
        List<String> start = stage.scratch.watch().statements();
        Run populated = new Run(stage.scratch, file, true);
        Optional<StatementFailure> broken = populated.go();
        if (broken.isEmpty()) {
            stage.seed(populated.touched());
            return populated.record(List.of());
        }
        Scratch.Copy copy = Scratch.of(start, bookkeeping);
        if (copy.scratch().isEmpty()) {
            throw new SQLException("a copy could not be copied: " + copy.refused() + ": " + copy.words());
        }
        stage.replace(copy.scratch().get());
        Run empty = new Run(stage.scratch, file, false);
        Optional<StatementFailure> never = empty.go();
        if (never.isPresent()) {
            // The commit failed and took the whole file with it.
            Scratch.Copy again = Scratch.of(start, bookkeeping);
            stage.replace(again.scratch().orElseThrow());
            stage.seed(stage.scratch.watch().tables().keySet());
            return new FileRehearsal(file, SchemaChange.NONE, empty.data, List.of(), List.of(never.get()));
        }
        StatementFailure failure = broken.get();
        boolean always = empty.failures.stream()
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

    /** One run of one file. */
    private static final class Run {
        private final Scratch scratch;
        private final MigrationFile file;
        private final boolean populated;
        private final List<Place> data = new ArrayList<>();
        private final List<StatementFailure> failures = new ArrayList<>();
        private final RowLedger ledger;
        private List<RowLoss> losses = List.of();
        private SchemaChange change = SchemaChange.NONE;

        Run(Scratch scratch, MigrationFile file, boolean populated) {
            this.scratch = scratch;
            this.file = file;
            this.populated = populated;
            this.ledger = new RowLedger(scratch);
        }

        /** Runs the file; tells what broke it off, with nothing of it kept. */
        Optional<StatementFailure> go() throws SQLException {
            Optional<SqlStatement> last = Optional.empty();
            try (D1Transaction transaction = scratch.database().begin()) {
                for (SqlStatement statement : StatementSplitter.split(file.sql())) {
                    last = Optional.of(statement);
                    Optional<StatementFailure> broken = run(statement, transaction);
                    if (broken.isPresent()) {
                        return broken;
                    }
                }
                losses = populated ? ledger.losses() : List.of();
                Optional<String> uncommitted = transaction.commit();
                if (uncommitted.isPresent() && last.isPresent()) {
                    Kind kind = populated ? Kind.ON_SOME_ROWS : Kind.ALWAYS;
                    return Optional.of(new StatementFailure(
                            Place.of(last.get()), "at the end of the file: " + uncommitted.get(), kind));
                }
                return Optional.empty();
            }
        }

        private Optional<StatementFailure> run(SqlStatement statement, D1Transaction transaction) throws SQLException {
            List<Token> tokens = Tokenizer.meaningfulTokens(statement.text());
            StatementShape shape = StatementShape.of(tokens);
            Place place = Place.of(statement);
            boolean writes = WRITING.contains(shape.verb());
            if (writes) {
                data.add(place);
            }
            if (populated) {
                ledger.before(tokens, shape);
            }
            Step step = transaction.run(D1Statement.of(statement.text()));
            if (step instanceof Step.Refused refused) {
                return refused(tokens, shape, place, refused.message());
            }
            change = change.then(scratch.watch().after(statement.text()));
            if (populated) {
                ledger.after(tokens, shape, place);
            }
            return Optional.empty();
        }

        private Optional<StatementFailure> refused(
                List<Token> tokens, StatementShape shape, Place place, String words) {
            boolean constraint = words.contains(": SQLITE_CONSTRAINT");
            boolean writes = WRITING.contains(shape.verb());
            boolean readsRows = tokens.stream().anyMatch(token -> READING_ROWS.contains(token.folded()));
            if (writes && constraint && (!populated || !readsRows)) {
                failures.add(new StatementFailure(place, words, Kind.NOT_REHEARSED));
                return Optional.empty();
            }
            if (populated) {
                Kind kind = shape.verb().equals("alter") ? Kind.ON_ANY_ROWS : Kind.ON_SOME_ROWS;
                return Optional.of(new StatementFailure(place, words, kind));
            }
            failures.add(new StatementFailure(place, words, Kind.ALWAYS));
            return Optional.empty();
        }

        Set<String> touched() {
            Set<String> tables = new TreeSet<>();
            change.added().forEach(fact -> tables.add(fact.table()));
            return tables;
        }

        FileRehearsal record(List<StatementFailure> more) {
            List<StatementFailure> all = new ArrayList<>(more);
            all.addAll(failures);
            return new FileRehearsal(file, change, data, losses, all);
        }
    }
}
