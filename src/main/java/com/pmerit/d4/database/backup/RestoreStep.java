package com.pmerit.d4.database.backup;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes one database back to an earlier state: shows first what is lost by it, does nothing without being told the database's
 * name, notes the bookmark that leads back, and reads afterwards what is there.
 */
public final class RestoreStep implements Step {
    private final AccountApi account;
    private final Database database;
    private final RestoreWish wish;
    private final Path backups;
    private final Optional<String> confirmed;
    private final String command;

    /**
     * Prepares it.
     *
     * @param account the one behind the lock
     * @param backups where dumps lie, see {@link Backup}
     * @param confirmed what the person at the terminal typed as the database's name
     * @param command what is typed for a restore of this database, without the state and the confirmation
     */
    public RestoreStep(
            AccountApi account,
            Database database,
            RestoreWish wish,
            Path backups,
            Optional<String> confirmed,
            String command) {
        this.account = account;
        this.database = database;
        this.wish = wish;
        this.backups = backups;
        this.confirmed = confirmed;
        this.command = command;
    }

    @Override
    public String id() {
        return "restore";
    }

    @Override
    public String title() {
        return "Take the database back";
    }

    /** A way back: what it loses, and what it does. */
    interface Way {
        /** What is lost, a line each. */
        List<String> losses() throws Unanswered, IOException;

        /** Goes; gives one line about what is there now. */
        String go() throws Unanswered, IOException;
    }

    @Override
    public StepResult run(Progress progress) {
        if (confirmed.isPresent() && !confirmed.get().equals(database.name())) {
            return failed(
                    "-Dd4.confirm=" + confirmed.get() + " does not name the database, which is " + database.name(),
                    List.of(),
                    "write -Dd4.confirm=" + database.name() + " if that is what you mean");
        }
        String present = "";
        try {
            present = Backup.known(account.timeTravel().bookmark(database.id()), "the bookmark of " + database.name());
            Way way = way(present);
            List<String> losses = new ArrayList<>(way.losses());
            if (confirmed.isEmpty()) {
                losses.add("the state of now can be had back by its bookmark " + present);
                return failed(
                        "nothing was done yet; what a restore of " + database.name() + " loses is shown here",
                        losses,
                        command + " " + wish.option() + " -Dd4.confirm=" + database.name());
            }
            String done = way.go();
            losses.add("back to the state before: " + undo(present));
            return new StepResult.Done(done, losses, progress);
        } catch (Unanswered refused) {
            return refused.isInDoubt()
                    ? new StepResult.Failed(
                            refused.why(),
                            refused.details(),
                            "it is not known which state " + database.name() + " is in",
                            refused.remedy() + "; to the state before: " + undo(present),
                            false)
                    : failed(refused.why(), refused.details(), refused.remedy());
        } catch (IOException unreadable) {
            return failed(
                    "a file of the backup cannot be read or written: " + unreadable.getMessage(),
                    List.of(),
                    "look at " + backups);
        }
    }

    private Way way(String present) throws Unanswered, IOException {
        if (wish instanceof RestoreWish.FromDump dump) {
            return DumpRestore.of(account, database, dump.directory());
        }
        return wish instanceof RestoreWish.ToTime at
                ? BookmarkRestore.of(
                        account,
                        database,
                        backups,
                        Backup.known(
                                account.timeTravel().bookmarkAt(database.id(), at.time()),
                                "the bookmark of " + database.name() + " at " + at.time()),
                        Optional.of(at.time()),
                        present)
                : BookmarkRestore.of(
                        account,
                        database,
                        backups,
                        ((RestoreWish.ToBookmark) wish).bookmark(),
                        Optional.empty(),
                        present);
    }

    private String undo(String present) {
        return command + " " + new RestoreWish.ToBookmark(present).option() + " -Dd4.confirm=" + database.name();
    }

    private StepResult failed(String why, List<String> details, String remedy) {
        return new StepResult.Failed(why, details, database.name() + " is as it was", remedy, true);
    }

    /** What a failure of the call that restores means. */
    static Unanswered refused(ApiFailure failure, String what) {
        return failure instanceof ApiFailure.OutcomeUnknown
                ? Unanswered.doubt(
                        "it is not known whether " + what + " was done",
                        List.of(failure.message()),
                        "look at it first: mvn d4:audit")
                : new Unanswered(
                        what + " was refused", List.of(failure.message()), "nothing was changed; see why above");
    }
}
