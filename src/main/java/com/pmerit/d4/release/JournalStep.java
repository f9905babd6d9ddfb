package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Environment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads what is live before the first write and opens the record of this run, or goes on with the open record of an
 * earlier run of the same code: then what was live before that run counts, for what is live now may be its own doing. What the
 * record says counts as it is under the lock: while this run waited for that, another one may have ended the earlier run or
 * begun to take it back, and an undo is never gone on with as a release.
 */
public final class JournalStep implements Step {
    private final Environment environment;
    private final Optional<Books> books;
    private final Run draft;
    private final Supplier<ApiResult<Anchor>> anchors;
    private final Supplier<ApiResult<Map<String, String>>> bookmarks;

    /**
     * Prepares it.
     *
     * @param books empty where the environment binds no database
     * @param draft this run, without an anchor; or the record that it is to end, whose phase is {@link Phase#UNDOING} when that
     *     is to be taken back
     * @param anchors reads what is live
     * @param bookmarks reads the bookmark of each database as {@link Bookmarks} does, or gives none when no migration is
     *     pending
     */
    public JournalStep(
            Environment environment,
            Optional<Books> books,
            Run draft,
            Supplier<ApiResult<Anchor>> anchors,
            Supplier<ApiResult<Map<String, String>>> bookmarks) {
        this.environment = environment;
        this.books = books;
        this.draft = draft;
        this.anchors = anchors;
        this.bookmarks = bookmarks;
    }

    @Override
    public String id() {
        return "journal";
    }

    @Override
    public String title() {
        return "Write down what is live";
    }

    @Override
    public StepResult run(Progress progress) {
        if (books.isEmpty()) {
            return unrecorded("no record is kept, for " + environment.name() + " binds no database", progress);
        }
        if (books.get().lock().lease().isEmpty()) {
            return unrecorded("no record is opened, for nothing will be written", progress);
        }
        return books.get()
                .ledger()
                .openRun(environment.name(), environment.worker())
                .fold(
                        open -> open.map(entry -> goOn(books.get(), entry, progress))
                                .orElseGet(() -> isOnRecord() ? over() : begin(books.get(), progress)),
                        JournalStep::failed);
    }

    private StepResult unrecorded(String why, Progress progress) {
        return anchors.get()
                .fold(
                        anchor ->
                                new StepResult.AlreadyDone(why + "; live is " + live(anchor), after(progress, anchor)),
                        JournalStep::failed);
    }

    private StepResult begin(Books open, Progress progress) {
        return anchors.get()
                .then(anchor -> bookmarks.get().map(marks -> with(anchor, marks)))
                .fold(
                        anchor -> open.journal()
                                .begin(draft.with(anchor))
                                .<StepResult>map(failed -> failed)
                                .orElseGet(() -> new StepResult.Done(
                                        "run " + draft.id() + " is on record; live is " + live(anchor),
                                        after(progress, anchor))),
                        JournalStep::failed);
    }

    private StepResult goOn(Books open, LedgerEntry entry, Progress progress) {
        if (entry instanceof LedgerEntry.Unreadable unreadable) {
            return new StepResult.Failed(
                    "the open record " + unreadable.id() + " of " + environment.worker() + " cannot be read",
                    List.of(unreadable.why()),
                    "this run changed nothing",
                    "it was edited by hand; mend the row in the table d4_release of "
                            + open.database().name() + ", or close it by setting its outcome",
                    StepResult.Aftermath.NOTHING);
        }
        Run earlier = ((LedgerEntry.Known) entry).run();
        if (isOnRecord() && !earlier.id().equals(draft.id())) {
            return over();
        }
        if (!earlier.commit().equals(draft.commit()) || !earlier.digest().equals(draft.digest())) {
            return foreign(earlier);
        }
        if (earlier.phase() == Phase.UNDOING && draft.phase() != Phase.UNDOING) {
            return undone(earlier);
        }
        return open.journal()
                .adopt(earlier.adoptedBy(draft))
                .<StepResult>map(failed -> failed)
                .orElseGet(() -> new StepResult.Done(
                        "goes on with run " + earlier.id() + "; before it was live " + live(earlier.anchor()),
                        resumed(progress, earlier)));
    }

    /** Whether this run is to end one that another process began, instead of making its own. */
    private boolean isOnRecord() {
        return draft.startedAt().isPresent();
    }

    /** Its record was open when this run looked, before it had the lock. */
    private StepResult over() {
        return new StepResult.Failed(
                "run " + draft.id() + " of " + environment.worker() + " was ended by somebody else in the meantime",
                List.of(),
                "this run changed nothing; mvn d4:status shows what is live",
                "run the same command again without -Dd4.recover",
                StepResult.Aftermath.NOTHING);
    }

    /** The record showed another phase when this run looked, before it had the lock. */
    private StepResult undone(Run earlier) {
        return new StepResult.Failed(
                "run " + earlier.id() + " of " + environment.worker() + " is being taken back, and that has not ended",
                List.of(),
                "this run changed nothing; version "
                        + earlier.version().orElse("of that run") + " may be live still, and before it was live "
                        + live(earlier.anchor()),
                "run d4:deploy with -Dd4.recover=back: it ends the undo",
                StepResult.Aftermath.NOTHING);
    }

    private StepResult foreign(Run earlier) {
        return new StepResult.Failed(
                "another release of " + environment.worker() + " has not ended: run " + earlier.id() + " of "
                        + (earlier.isSecrets()
                                ? "d4:put-secret"
                                : earlier.commit()
                                        .map(commit -> "commit " + commit)
                                        .orElse("code " + earlier.digest()))
                        + " by " + earlier.author(),
                List.of(
                        "begun " + earlier.startedAt().map(Object::toString).orElse("at an unknown time"),
                        "before it was live " + live(earlier.anchor())),
                switch (earlier.phase()) {
                    case STARTED -> "users meet what they met before that release";
                    case SHIFTING -> "users may meet the version of that release, unproven";
                    case PROVEN -> "the version of that release takes all traffic and passed its smoke test";
                    case UNDOING -> "that release is being taken back";
                    case ENDED -> "that release is over, but its record was not closed";
                },
                "check out that commit and run d4:deploy with -Dd4.recover=finish to finish it, or with"
                        + " -Dd4.recover=back to take it back",
                StepResult.Aftermath.NOTHING);
    }

    private static StepResult failed(ApiFailure failure) {
        return new StepResult.Failed(
                "what is live could not be written down",
                List.of(failure.message()),
                "this run changed nothing",
                "run the same command again",
                StepResult.Aftermath.NOTHING);
    }

    private static Anchor with(Anchor anchor, Map<String, String> marks) {
        Map<String, String> kept = new HashMap<>(anchor.kept());
        kept.putAll(marks);
        return new Anchor(anchor.version(), anchor.deployment(), kept);
    }

    private static Progress resumed(Progress progress, Run earlier) {
        Progress known = after(progress, earlier.anchor()).withMigrations(earlier.migrations());
        return earlier.version().map(known::withVersion).orElse(known);
    }

    private static Progress after(Progress progress, Anchor anchor) {
        Progress after = progress.withAnchor(anchor.version());
        for (Map.Entry<String, String> kept : anchor.kept().entrySet()) {
            after = after.keeping(kept.getKey(), kept.getValue());
        }
        return after;
    }

    private static String live(Anchor anchor) {
        return anchor.version().map(version -> "version " + version).orElse("no version");
    }
}
