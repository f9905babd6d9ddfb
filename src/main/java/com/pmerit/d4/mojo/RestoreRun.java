package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.WriteGuard;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.backup.RestoreStep;
import com.pmerit.d4.database.backup.RestoreWish;
import com.pmerit.d4.release.Journal;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Release;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.release.Step;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;

/** One run of d4:restore without Maven. Until it is confirmed it only looks, and takes no lock. */
final class RestoreRun {
    private final Target target;
    private final Underway underway;
    private final Order order;
    private final Path backups;

    /**
     * What is asked for.
     *
     * @param database that goes back
     * @param wish where to
     * @param confirmed its name, as it was typed
     * @param command what is typed for that, without the state and the confirmation
     */
    record Order(Database database, RestoreWish wish, Optional<String> confirmed, String command) {}

    RestoreRun(Workbench bench, Target target, Order order, WriteGuard stop, Duration lockWait, Consumer<String> tell)
            throws InterruptedException {
        this.target = target;
        this.order = order;
        this.backups = bench.backups();
        Underway any = target.underway(bench, stop, lockWait, tell);
        this.underway = any.planned(any.draft().ofNoCommit().planned(Run.RESTORE, "", List.of()), () -> false);
    }

    /**
     * Runs.
     *
     * @throws InterruptedException when the build is stopped
     */
    ReleaseResult run() throws InterruptedException {
        Step restore = new RestoreStep(
                underway.account(), order.database(), order.wish(), backups, order.confirmed(), order.command());
        boolean meant = order.confirmed().equals(Optional.of(order.database().name()));
        if (!meant) {
            return released(List.of(restore));
        }
        return new LockedWork(target, underway).run(restore);
    }

    private static ReleaseResult released(List<Step> steps) throws InterruptedException {
        return new Release(steps, List.of(), Journal.NONE, step -> {}).run(Progress.none());
    }

    /**
     * Where to go back to.
     *
     * @param bookmark a bookmark, or a time with its offset
     * @param dump the directory of a backup
     * @throws MojoFailureException when it is none of them, or both
     */
    static RestoreWish wish(Optional<String> bookmark, Optional<Path> dump) throws MojoFailureException {
        if (bookmark.isPresent() == dump.isPresent()) {
            throw new MojoFailureException("a restore goes back to one state, and "
                    + (bookmark.isPresent() ? "two are named." : "none is named.") + System.lineSeparator()
                    + "  Name it: -Dd4.bookmark=BOOKMARK, -Dd4.bookmark=2026-02-17T10:00:00Z, or"
                    + " -Dd4.dump=target/d4/backup/…");
        }
        if (dump.isPresent()) {
            return new RestoreWish.FromDump(dump.get());
        }
        String text = bookmark.orElseThrow();
        if (!text.matches("\\d{4}-\\d{2}-\\d{2}[T ].*")) {
            return new RestoreWish.ToBookmark(text);
        }
        try {
            return new RestoreWish.ToTime(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException malformed) {
            throw new MojoFailureException(
                    "-Dd4.bookmark=" + text + ": write a time with its offset, such as 2026-02-17T10:00:00Z",
                    malformed);
        }
    }

    /**
     * The database that is meant.
     *
     * @param named by its binding or its name; may be left out where there is one only
     * @throws MojoFailureException when there is none of that name, or several and none is named
     */
    static Map.Entry<String, Database> chosen(Environment environment, Optional<String> named)
            throws MojoFailureException {
        List<Map.Entry<String, Database>> fitting = environment.databases().entrySet().stream()
                .filter(bound -> named.isEmpty()
                        || bound.getKey().equals(named.get())
                        || bound.getValue().name().equals(named.get()))
                .toList();
        if (fitting.size() != 1) {
            String all = environment.databases().isEmpty()
                    ? "none"
                    : environment.databases().entrySet().stream()
                            .map(bound ->
                                    bound.getKey() + " (" + bound.getValue().name() + ")")
                            .collect(Collectors.joining(", "));
            throw new MojoFailureException(
                    named.map(name -> "-Dd4.database=" + name + ": " + environment.name() + " has no such database.")
                                    .orElse("nothing says which database of " + environment.name() + " is meant.")
                            + System.lineSeparator() + "  Its databases are: " + all + ".");
        }
        return fitting.get(0);
    }
}
