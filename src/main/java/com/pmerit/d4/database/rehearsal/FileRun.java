package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.rehearsal.FileRehearsal.RowCount;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One run of one file. */
final class FileRun {
    private static final Set<String> READING_ROWS = Set.of("select", "update", "delete", "with");

    private final Scratch scratch;
    private final MigrationFile file;
    private final boolean populated;
    private final boolean deferred;
    private final List<Place> data = new ArrayList<>();
    private final List<StatementFailure> failures = new ArrayList<>();
    private final RowLedger ledger;
    private boolean reachedEnd;
    private List<RowLoss> losses = List.of();
    private List<RowCount> rows = List.of();
    private SchemaChange change = SchemaChange.NONE;

    FileRun(Scratch scratch, MigrationFile file, Rows rows) {
        this.scratch = scratch;
        this.file = file;
        this.populated = rows != Rows.NONE;
        this.deferred = rows == Rows.FEW;
        this.ledger = new RowLedger(scratch);
    }

    /** What a file is run on. */
    enum Rows {
        CANARIES,
        /** So few that hardly a constraint can refuse them; missing parents are told at the end. */
        FEW,
        NONE
    }

    /** Runs the file as one transaction; tells what broke it off, with nothing of it kept. */
    Optional<StatementFailure> go() throws SQLException {
        return go(StatementSplitter.split(file.sql()));
    }

    /** Runs each statement by itself: those that can be run are kept. The copy must be as its watch knows it. */
    void goOneByOne() throws SQLException {
        for (SqlStatement statement : StatementSplitter.split(file.sql())) {
            // Refused at the end, it wrote rows and changed no schema.
            go(List.of(statement)).ifPresent(failures::add);
        }
    }

    private Optional<StatementFailure> go(List<SqlStatement> statements) throws SQLException {
        Optional<SqlStatement> last = Optional.empty();
        Map<String, Long> before = populated ? scratch.rows() : Map.of();
        try (D1Transaction transaction = scratch.database().begin()) {
            if (deferred) {
                transaction.run(D1Statement.of("PRAGMA defer_foreign_keys=ON"));
            }
            for (SqlStatement statement : statements) {
                last = Optional.of(statement);
                Optional<StatementFailure> broken = run(statement, transaction);
                if (broken.isPresent()) {
                    return broken;
                }
            }
            reachedEnd = true;
            losses = populated ? ledger.losses() : List.of();
            rows = populated ? RowCount.around(before, scratch.rows()) : List.of();
            Optional<String> uncommitted = transaction.commit();
            if (uncommitted.isPresent() && last.isPresent()) {
                Kind kind = populated ? Kind.ON_SOME_ROWS : Kind.ALWAYS;
                return Optional.of(new StatementFailure(
                        Place.of(last.get()), StatementFailure.AT_THE_END + uncommitted.get(), kind));
            }
            return Optional.empty();
        }
    }

    private Optional<StatementFailure> run(SqlStatement statement, D1Transaction transaction) throws SQLException {
        List<Token> tokens = Tokenizer.meaningfulTokens(statement.text());
        StatementShape shape = StatementShape.of(tokens);
        Place place = Place.of(statement);
        boolean writes = shape.writesRows();
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

    private Optional<StatementFailure> refused(List<Token> tokens, StatementShape shape, Place place, String words) {
        boolean constraint = words.contains(": SQLITE_CONSTRAINT");
        boolean writes = shape.writesRows();
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

    /** The tables that may lack canary rows now. */
    Set<String> touched() {
        Set<String> tables = new TreeSet<>();
        change.added().forEach(fact -> tables.add(fact.table()));
        losses.forEach(loss -> tables.add(Token.folded(loss.table())));
        return tables;
    }

    List<Place> data() {
        return data;
    }

    List<StatementFailure> failures() {
        return failures;
    }

    /** Whether all statements ran, whatever the end of the transaction said. */
    boolean reachedEnd() {
        return reachedEnd;
    }

    /** What this run says of the schema, and another one of rows. */
    FileRehearsal record(List<StatementFailure> more, FileRun onRows, Optional<Place> triedUntil) {
        List<StatementFailure> all = new ArrayList<>(more);
        all.addAll(failures);
        return new FileRehearsal(file, change, data, onRows.losses, all, onRows.rows, triedUntil);
    }
}
