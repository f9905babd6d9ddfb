package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes a record of what was done to a database, closed from the beginning: the work is whole by then, and no later run has to
 * go on with it. It comes behind the work because a restore takes d4's own tables back with all others; for the same reason the
 * lock is taken once more. A run that is killed between the two leaves no record.
 */
public final class NoteStep implements Step {
    private final Optional<Books> books;
    private final Run draft;
    private final Supplier<Optional<String>> done;

    /**
     * Prepares it.
     *
     * @param books empty where the environment binds no database
     * @param draft this run, with what it brings
     * @param done what was done, in a sentence; nothing when nothing was
     */
    public NoteStep(Optional<Books> books, Run draft, Supplier<Optional<String>> done) {
        this.books = books;
        this.draft = draft;
        this.done = done;
    }

    @Override
    public String id() {
        return "record";
    }

    @Override
    public String title() {
        return "Write down what was done";
    }

    @Override
    public StepResult run(Progress progress) {
        Optional<String> sentence = done.get();
        if (books.isEmpty() || sentence.isEmpty()) {
            return new StepResult.NotNeeded("nothing was done that is to be put on record");
        }
        ApiResult<LockTaking> taking = books.get().lock().take();
        Optional<ApiFailure> failure = taking.failure();
        if (failure.isPresent()) {
            return unnoted(failure.get().message(), sentence.get());
        }
        if (taking.orElseThrow() instanceof LockTaking.Theirs theirs) {
            return unnoted("the lock has " + theirs.holder().who(), sentence.get());
        }
        Noted noted = books.get().ledger().begin(draft.ended(Outcome.DONE, sentence.get()));
        if (noted instanceof Noted.Stands) {
            return new StepResult.Done("run " + draft.id() + " is on record", progress);
        }
        return unnoted(
                noted instanceof Noted.LockLost lost ? lost.why() : ((Noted.Missing) noted).why(), sentence.get());
    }

    private static StepResult unnoted(String why, String sentence) {
        return new StepResult.Failed(
                "what was done is not on record",
                List.of(why),
                sentence,
                "it stands, and needs no second run; write down for yourself that d4:history lacks it",
                StepResult.Aftermath.HUMAN);
    }
}
