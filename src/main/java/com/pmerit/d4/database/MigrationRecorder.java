package com.pmerit.d4.database;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.cloudflare.StatementResult;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.release.Books;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists files as applied that are in effect already, without running them: one batch, led by the guard of the lock and by guards
 * that fail unless schema and tracking table are as they were when it was found out, then a tracking row and a row of d4's
 * ledger a file, in the order in which they are given. All of it is kept or nothing.
 */
public final class MigrationRecorder {
    private final LiveDatabase live;
    private final SchemaGuard guard;
    private final Waiting waiting;

    /**
     * Prepares the recording in one database.
     *
     * @param books whose lock the batch must find held
     */
    public MigrationRecorder(AccountApi account, Database database, Optional<Books> books, Waiting waiting) {
        this.live = new LiveDatabase(account, database, books);
        this.guard = new SchemaGuard(database);
        this.waiting = waiting;
    }

    /**
     * What was read of the database when it was found out which files are in effect.
     *
     * @param schema as {@link #schema} gave it
     * @param tracked the names in the tracking table, in any order
     */
    public record Seen(List<String> schema, List<String> tracked) {
        /** Copies the lists. */
        public Seen {
            schema = List.copyOf(schema);
            tracked = List.copyOf(tracked);
        }
    }

    /** A file, and how it is known to be in effect. */
    public record Entry(MigrationFile file, Recording recording) {
        private String name() {
            return file.name().text();
        }
    }

    /** What became of the batch. */
    public sealed interface Recorded {
        /** All files are listed, read back from the tracking table. */
        record Listed() implements Recorded {}

        /**
         * None of them was listed.
         *
         * @param why one sentence
         * @param details the evidence
         * @param remedy what helps
         */
        record Refused(String why, List<String> details, String remedy) implements Recorded {}

        /** Nobody can say whether they are listed. */
        record Unknown(String why) implements Recorded {}
    }

    /** The statements that make the schema, without the tables that note what was done to it, in an order in which they can be run. */
    public ApiResult<List<String>> schema() {
        return live.read(guard.read())
                .map(results -> LiveSchema.of(results.get(0)).statements());
    }

    /** Lists the files. Without any nothing is sent. */
    public Recorded record(List<Entry> entries, Seen seen) throws InterruptedException {
        if (entries.isEmpty()) {
            return new Recorded.Listed();
        }
        Optional<Fitness.Unfit> unfit = new Fitness(live).objection();
        if (unfit.isPresent()) {
            return new Recorded.Refused(
                    unfit.get().why(), List.of(), unfit.get().remedy());
        }
        Optional<ApiFailure> narrow = widen();
        if (narrow.isPresent()) {
            return stopped(narrow.get());
        }
        ApiResult<List<StatementResult>> first = live.write(batch(entries, seen));
        Optional<ApiFailure> failure = first.failure();
        if (failure.filter(ApiFailure.OutcomeUnknown.class::isInstance).isEmpty()) {
            return failure.map(why -> refused(why, entries, seen)).orElseGet(() -> readBack(entries, seen));
        }
        if (appearInTime(entries)) {
            return readBack(entries, seen);
        }
        // Should the first one arrive still, the guard of the tracking rows lets only one of both pass.
        Optional<ApiFailure> second = live.write(batch(entries, seen)).failure();
        return second.map(why -> refused(why, entries, seen)).orElseGet(() -> readBack(entries, seen));
    }

    private List<SqlStatement> batch(List<Entry> entries, Seen seen) {
        List<SqlStatement> batch = new ArrayList<>(guard.statements(seen.schema(), seen.tracked()));
        for (Entry entry : entries) {
            batch.add(live.tracking().record(entry.file().name()));
            batch.addAll(live.books().record(entry.file(), entry.recording()));
        }
        return live.books().guarded(batch);
    }

    private Optional<ApiFailure> widen() {
        return live.read(MigrationLedger.columns())
                .then(results -> {
                    Set<String> columns = results.get(0).rows().stream()
                            .map(row -> LiveDatabase.text(row, "name"))
                            .collect(Collectors.toSet());
                    List<SqlStatement> widening = MigrationLedger.widening(columns);
                    return columns.isEmpty() || widening.isEmpty()
                            ? new ApiResult.Ok<>(List.<StatementResult>of())
                            : live.write(live.books().guarded(widening));
                })
                .failure();
    }

    private boolean appearInTime(List<Entry> entries) throws InterruptedException {
        Instant end = waiting.clock().instant().plus(MigrationRun.REQUEST_IS_OVER);
        while (!areListed(entries)) {
            if (waiting.clock().instant().isAfter(end)) {
                return false;
            }
            waiting.sleeper().sleep(MigrationRun.BETWEEN_LOOKS);
        }
        return true;
    }

    private boolean areListed(List<Entry> entries) {
        List<String> names = names(entries);
        return live.trackedNames().fold(tracked -> tracked.containsAll(names), unreadable -> false);
    }

    /** Success is what the tracking table says afterwards: the new names behind those that were there, in order. */
    private Recorded readBack(List<Entry> entries, Seen seen) {
        List<String> names = names(entries);
        return live.trackedNames()
                .fold(
                        tracked -> {
                            List<String> later = tracked.stream()
                                    .filter(name -> !seen.tracked().contains(name))
                                    .toList();
                            return later.size() >= names.size()
                                            && later.subList(0, names.size()).equals(names)
                                    ? new Recorded.Listed()
                                    : new Recorded.Unknown(
                                            live.tracking().name()
                                                    + " does not list what was just recorded: somebody changes it at the same time");
                        },
                        failure -> new Recorded.Unknown(failure.message()));
    }

    private Recorded refused(ApiFailure failure, List<Entry> entries, Seen seen) {
        if (Books.isLockLost(failure)) {
            return new Recorded.Refused(
                    "nothing was recorded: this run lost its lock to another one",
                    List.of(),
                    "let the other release end, then run the same command again");
        }
        if (failure instanceof ApiFailure.OutcomeUnknown) {
            return areListed(entries) ? readBack(entries, seen) : new Recorded.Unknown(failure.message());
        }
        return failure.isSqlRefusal() ? moved(failure, entries, seen) : stopped(failure);
    }

    private static Recorded stopped(ApiFailure failure) {
        return new Recorded.Refused(
                "nothing was recorded: " + failure.message(), List.of(), "run the same command again");
    }

    /** What made the guard fail, or an earlier sending of the same batch that arrived late. */
    private Recorded moved(ApiFailure failure, List<Entry> entries, Seen seen) {
        if (areListed(entries)) {
            return readBack(entries, seen);
        }
        List<String> changes = schema().then(schema -> live.trackedNames()
                        .map(tracked -> Stream.concat(
                                        changes(seen.schema(), schema),
                                        changes(seen.tracked(), tracked)
                                                .map(change -> live.tracking().name() + ": " + change))
                                .toList()))
                .fold(found -> found, unreadable -> List.of());
        return new Recorded.Refused(
                "nothing was recorded: " + live.database().name() + " was changed while the files were being proven",
                changes.isEmpty() ? List.of(LiveDatabase.words(failure)) : changes,
                "find out who changes it, then run the same command again: it proves them anew");
    }

    private static Stream<String> changes(List<String> before, List<String> after) {
        return Stream.concat(
                after.stream().filter(text -> !before.contains(text)).map(text -> "new: " + MigrationRun.shown(text)),
                before.stream().filter(text -> !after.contains(text)).map(text -> "gone: " + MigrationRun.shown(text)));
    }

    private static List<String> names(List<Entry> entries) {
        return entries.stream().map(Entry::name).toList();
    }
}
