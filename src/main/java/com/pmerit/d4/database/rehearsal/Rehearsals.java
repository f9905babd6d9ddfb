package com.pmerit.d4.database.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.cloudflare.StatementResult;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.Bookkeeping;
import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.MigrationFiles;
import com.pmerit.d4.database.StatusReading;
import com.pmerit.d4.database.TargetReading;
import com.pmerit.d4.database.rehearsal.DatabaseRehearsal.Answered;
import com.pmerit.d4.database.rehearsal.DatabaseRehearsal.RehearsedFile;
import com.pmerit.d4.database.rehearsal.DatabaseRehearsal.Trouble;
import com.pmerit.d4.sql.StatementSplitter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rehearses the migrations of databases: those that are pending on a live one, on a copy of its schema, with a look at its
 * rows; or a whole history from empty, which asks nobody. Nothing is written anywhere.
 */
public final class Rehearsals {
    private static final int QUESTIONS_A_REQUEST = 50;
    private static final String SQLITE = "SQLite cannot be asked on this machine";

    /**
     * How many times as long as counting a row SQLite takes to write it, at the least: an UPDATE, an index, a copy and a
     * dropped column of a million rows took 10 to 28 times the processor time.
     */
    private static final double WRITING = 10;

    private final Path project;
    private final double writing;

    /**
     * Prepares them.
     *
     * @param project its directory, from which paths are shown
     */
    public Rehearsals(Path project) {
        this(project, WRITING);
    }

    /**
     * Prepares them for a slower database.
     *
     * @param writing how many times as long as counting a row it takes to write it
     */
    Rehearsals(Path project, double writing) {
        this.project = project;
        this.writing = writing;
    }

    /**
     * Rehearses what is pending on a live database. Reads it in one request, and asks it about its rows in another one where
     * that is of use.
     *
     * @param environment the target
     * @param binding under which its Worker has the database
     * @throws IllegalArgumentException when the environment binds none so
     */
    public DatabaseRehearsal onTarget(AccountApi account, Environment environment, String binding) {
        Database database = Optional.ofNullable(environment.databases().get(binding))
                .orElseThrow(
                        () -> new IllegalArgumentException(environment.name() + " binds no database as " + binding));
        Subject subject = new Subject(Optional.of(binding), database.name());
        String target = environment.name();
        TargetReading reading = TargetReading.of(account, database);
        if (reading instanceof TargetReading.Unreadable unreadable) {
            StatusReading.Unreadable why = unreadable.why();
            return subject.troubled(0, new Trouble(why.why(), why.details(), why.remedy()));
        }
        TargetReading.Read read = (TargetReading.Read) reading;
        List<MigrationFile> pending = read.status().pending();
        int known = read.status().applied().size() + pending.size();
        if (pending.isEmpty()) {
            return new DatabaseRehearsal(
                    subject.binding(), subject.name(), known, List.of(), Map.of(), List.of(), Optional.empty());
        }
        Set<String> bookkeeping = Bookkeeping.of(database).names();
        try {
            Rehearsal rehearsal =
                    new Rehearser(bookkeeping).rehearse(read.schema().statements(), pending);
            if (rehearsal instanceof Rehearsal.NoCopy none) {
                return subject.troubled(known, noCopy(database, none));
            }
            Rehearsal.Done done = (Rehearsal.Done) rehearsal;
            Probes probes = Prober.of(read.schema().statements(), bookkeeping, done.files());
            List<Walk> walks = Walks.of(read.schema().statements(), bookkeeping, done.files());
            List<SqlStatement> questions = Stream.concat(
                            probes.probes().stream().map(probe -> SqlStatement.of(probe.sql())),
                            Pace.tables(walks).stream().map(Pace::question))
                    .toList();
            return ask(account, database, questions)
                    .fold(
                            results -> judged(subject, target, known, done, Answers.of(probes, walks, results)),
                            failure -> subject.troubled(known, unanswered(database, failure)));
        } catch (SQLException broken) {
            return subject.troubled(known, new Trouble(SQLITE, List.of(broken.toString()), "run: java -version"));
        }
    }

    /**
     * Runs a whole history from empty.
     *
     * @param from the name of the first file that is judged; those before it are only run
     */
    public DatabaseRehearsal fromEmpty(Database database, Optional<String> from) {
        Subject subject = new Subject(Optional.empty(), shown(database.migrationsDirectory()));
        try {
            if (!(new MigrationFiles().read(database) instanceof MigrationFiles.Found.Files found)) {
                return subject.troubled(
                        0,
                        new Trouble(
                                "migration files cannot be applied safely",
                                List.of(),
                                "mvn d4:lint says which, and what mends them"));
            }
            Set<String> bookkeeping = Bookkeeping.of(database).names();
            Rehearsal.Done done = (Rehearsal.Done) new Rehearser(bookkeeping).rehearse(List.of(), found.inOrder());
            List<RehearsedFile> files = new ArrayList<>();
            boolean judged = from.isEmpty();
            for (FileRehearsal file : done.files()) {
                judged |= from.filter(file.file().name().text()::equals).isPresent();
                files.add(file(
                        file,
                        judged ? Judgement.fromEmpty(file, shown(file.file().path())) : List.of()));
            }
            return judged || files.isEmpty()
                    ? new DatabaseRehearsal(
                            subject.binding(),
                            subject.name(),
                            files.size(),
                            files,
                            done.notSeeded(),
                            List.of(),
                            Optional.empty())
                    : subject.troubled(
                            files.size(),
                            new Trouble(
                                    "no migration file has the name " + from.orElse(""),
                                    List.of(),
                                    "correct -Dd4.lintFrom"));
        } catch (IOException unreadable) {
            return subject.troubled(
                    0,
                    new Trouble(
                            "the migration files cannot be read: " + unreadable.getMessage(),
                            List.of(),
                            "look at " + database.migrationsDirectory()));
        } catch (SQLException broken) {
            return subject.troubled(0, new Trouble(SQLITE, List.of(broken.toString()), "run: java -version"));
        }
    }

    private record Subject(Optional<String> binding, String name) {
        DatabaseRehearsal troubled(int known, Trouble trouble) {
            return new DatabaseRehearsal(binding, name, known, List.of(), Map.of(), List.of(), Optional.of(trouble));
        }
    }

    /** What the target said of its rows, and what it could not be asked. */
    private record Answers(List<Reply> replies, List<Unasked> unasked, List<Walk> walks, Pace pace) {
        static Answers of(Probes probes, List<Walk> walks, List<StatementResult> results) {
            int asked = probes.probes().size();
            List<Reply> replies = new ArrayList<>();
            for (int index = 0; index < asked; index++) {
                replies.add(reply(probes.probes().get(index), results.get(index)));
            }
            Pace pace = Pace.of(Pace.tables(walks), results.subList(asked, results.size()));
            return new Answers(replies, probes.unasked(), walks, pace);
        }
    }

    private DatabaseRehearsal judged(Subject subject, String target, int known, Rehearsal.Done done, Answers of) {
        List<RehearsedFile> files = done.files().stream()
                .map(file -> file(
                        file,
                        Judgement.onTarget(
                                file,
                                shown(file.file().path()),
                                target,
                                of.replies(),
                                of.unasked(),
                                of.pace().of(file.file(), of.walks(), writing))))
                .toList();
        List<Answered> answers = of.replies().stream()
                .map(reply -> new Answered(
                        shown(reply.probe().file().path()),
                        reply.probe().place().line(),
                        reply.probe().place().column(),
                        reply.probe().sql(),
                        reply.all().stream().map(Reply.Count::words).toList()))
                .toList();
        return new DatabaseRehearsal(
                subject.binding(), subject.name(), known, files, done.notSeeded(), answers, Optional.empty());
    }

    private static RehearsedFile file(FileRehearsal file, List<Finding> findings) {
        return new RehearsedFile(
                file.file().name().text(),
                StatementSplitter.split(file.file().sql()).size(),
                List.copyOf(file.change().added()),
                List.copyOf(file.change().removed()),
                file.rows(),
                findings);
    }

    private static ApiResult<List<StatementResult>> ask(
            AccountApi account, Database database, List<SqlStatement> questions) {
        List<StatementResult> answers = new ArrayList<>();
        for (int start = 0; start < questions.size(); start += QUESTIONS_A_REQUEST) {
            List<SqlStatement> some = questions.subList(start, Math.min(questions.size(), start + QUESTIONS_A_REQUEST));
            ApiResult<List<StatementResult>> results = account.databases().read(database.id(), some);
            Optional<ApiFailure> failure = results.failure();
            if (failure.isPresent()) {
                return new ApiResult.Failed<>(failure.get());
            }
            answers.addAll(results.orElseThrow());
        }
        return new ApiResult.Ok<>(answers);
    }

    private static Reply reply(Probe probe, StatementResult result) {
        Map<String, JsonNode> row = result.rows().get(0);
        List<Long> counts = new ArrayList<>();
        for (int index = 0; index < probe.asks().size(); index++) {
            JsonNode count = row.get("n" + index);
            if (count == null || !count.isNumber()) {
                throw new IllegalStateException("a count came back as " + count + ": " + probe.sql());
            }
            counts.add(count.asLong());
        }
        return new Reply(probe, counts);
    }

    private static Trouble noCopy(Database database, Rehearsal.NoCopy none) {
        return new Trouble(
                "nothing could be rehearsed: the schema of " + database.name()
                        + " cannot be made again by its own statements",
                List.of(none.statement().replaceAll("\\s+", " "), none.words()),
                "mend what the statement refers to in " + database.name() + ", or override this gate with a reason");
    }

    private static Trouble unanswered(Database database, ApiFailure failure) {
        return new Trouble(
                database.name() + " could not be asked about its rows",
                List.of(failure.message()),
                "run the same command again; if that does not help: npx wrangler d1 info " + database.name());
    }

    private String shown(Path path) {
        Path shown = path.startsWith(project) ? project.relativize(path) : path;
        return shown.toString().replace('\\', '/');
    }
}
