package com.pmerit.d4.database;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Books;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Applies each pending migration of an environment's databases in wrangler's order, and reads them back. */
public final class MigrateStep implements Step {
    private final Environment environment;
    private final AccountApi account;
    private final Waiting waiting;
    private final Optional<Books> books;
    private final Consumer<String> howFar;

    /**
     * Prepares the migrations of one environment.
     *
     * @param books where each file is noted, and whose lock each batch must find held; a batch sees its own database only,
     *     so that the lock is looked at in the one that holds the books, while in any other one only the account's guard
     *     asks before each request
     * @param howFar is told which file of how many is being applied
     */
    public MigrateStep(
            Environment environment,
            AccountApi account,
            Waiting waiting,
            Optional<Books> books,
            Consumer<String> howFar) {
        this.environment = environment;
        this.account = account;
        this.waiting = waiting;
        this.books = books;
        this.howFar = howFar;
    }

    @Override
    public String id() {
        return "migrate";
    }

    @Override
    public String title() {
        return "Apply D1 migrations";
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        if (environment.databases().isEmpty()) {
            return new StepResult.NotNeeded(environment.name() + " binds no database");
        }
        List<String> applied = new ArrayList<>();
        Set<String> earlier = new LinkedHashSet<>();
        int known = 0;
        for (Database database : environment.databases().values()) {
            LiveDatabase live = new LiveDatabase(account, database, books);
            StatusReading reading = StatusReading.of(live);
            if (reading instanceof StatusReading.Unreadable unreadable) {
                return failed(unreadable.why(), unreadable.details(), unreadable.remedy(), live, applied);
            }
            ApiResult<List<String>> noted = live.books().appliedByThisRun();
            if (noted.failure().isPresent()) {
                return unreadable(noted.failure().get(), live, applied);
            }
            earlier.addAll(noted.orElseThrow());
            MigrationStatus status = ((StatusReading.Read) reading).status();
            known += status.applied().size();
            Optional<StepResult> stopped = migrate(live, status.pending(), applied);
            if (stopped.isPresent()) {
                return stopped.get();
            }
        }
        earlier.removeAll(progress.migrations());
        return done(
                applied, known, progress.withMigrations(List.copyOf(earlier)).withMigrations(applied));
    }

    private static StepResult done(List<String> applied, int known, Progress progress) {
        return applied.isEmpty()
                ? new StepResult.AlreadyDone(known + " applied, none pending", progress)
                : new StepResult.Done(applied.size() + " applied: " + shown(applied), applied, progress);
    }

    private Optional<StepResult> migrate(LiveDatabase live, List<MigrationFile> pending, List<String> applied)
            throws InterruptedException {
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        Optional<StepResult> unfit = unfit(live, applied);
        if (unfit.isPresent()) {
            return unfit;
        }
        int number = 0;
        for (MigrationFile file : pending) {
            number++;
            howFar.accept("file " + number + " of " + pending.size() + ", "
                    + file.name().text());
            AppliedFile outcome = new MigrationRun(live, file, waiting).apply();
            if (outcome instanceof AppliedFile.Refused refused) {
                return Optional.of(failed(
                        refused.summary(),
                        refused.details(),
                        AlreadyThere.isSaid(refused.words())
                                ? AlreadyThere.mend(file.name().text(), environment.name())
                                : "mend the file, then run the same command again: it goes on with this file",
                        live,
                        applied));
            }
            if (outcome instanceof AppliedFile.Stopped stop) {
                return Optional.of(failed(stop.summary(), List.of(), stop.remedy(), live, applied));
            }
            if (outcome instanceof AppliedFile.Unknown unknown) {
                return Optional.of(failed(
                        "it is not known whether " + file.name() + " was applied: " + unknown.summary(),
                        List.of(),
                        "run the same command again: it reads the tracking table first",
                        live,
                        applied));
            }
            applied.add(file.name().text());
        }
        return readBack(live, pending, applied);
    }

    private Optional<StepResult> unfit(LiveDatabase live, List<String> applied) {
        return new Fitness(live)
                .objection()
                .map(unfit -> failed(unfit.why(), List.of(), unfit.remedy(), live, applied));
    }

    /** The SOP's "verify": success is what the tracking table says afterwards. */
    private Optional<StepResult> readBack(LiveDatabase live, List<MigrationFile> wanted, List<String> applied) {
        List<String> names = wanted.stream().map(file -> file.name().text()).toList();
        return live.trackedNames()
                .fold(
                        tracked -> tracked.containsAll(names)
                                ? Optional.empty()
                                : Optional.of(failed(
                                        live.tracking().name() + " does not list what was just applied",
                                        names.stream()
                                                .filter(name -> !tracked.contains(name))
                                                .toList(),
                                        "find out who changes "
                                                + live.database().name() + " at the same time",
                                        live,
                                        applied)),
                        failure -> Optional.of(unreadable(failure, live, applied)));
    }

    private StepResult unreadable(ApiFailure failure, LiveDatabase live, List<String> applied) {
        return failed(failure.message(), List.of(), "run the same command again", live, applied);
    }

    private StepResult failed(
            String summary, List<String> details, String remedy, LiveDatabase live, List<String> applied) {
        String stays = applied.isEmpty()
                ? "no migration of this release was applied"
                : shown(applied) + (applied.size() == 1 ? " stays" : " stay") + " applied";
        return new StepResult.Failed(
                summary,
                details,
                "the Worker is as it was; on " + live.database().name() + " " + stays,
                remedy,
                true);
    }

    private static String shown(List<String> names) {
        return names.size() == 1 ? names.get(0) : names.get(0) + " to " + names.get(names.size() - 1);
    }
}
