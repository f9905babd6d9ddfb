package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.LedgerEntry;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.ReleaseResult.Ran;
import com.pmerit.d4.release.StepResult;
import java.time.Duration;
import java.util.List;

/**
 * What keeps a run from its first step, so that it changes nothing.
 *
 * @param why for the person at the terminal
 */
record Obstacle(StepResult.Failed why) {
    private static final String UNCHANGED = "this run changed nothing";
    private static final String SEE = UNCHANGED + "; mvn d4:status shows what is live";

    /** The ledger does not answer, so that any run may be unfinished. */
    static Obstacle unreadable(Environment environment, ApiFailure failure) {
        return of(
                "it could not be read whether an earlier release of " + environment.worker() + " is unfinished",
                List.of(failure.message()),
                UNCHANGED,
                "run the same command again");
    }

    /** An unfinished run left a record that says too little. */
    static Obstacle unreadable(Environment environment, LedgerEntry.Unreadable row) {
        return of(
                "the open record " + row.id() + " of " + environment.worker() + " cannot be read",
                List.of(row.why()),
                UNCHANGED,
                "it was edited by hand; mend that row of the table d4_release, or close it by setting its outcome");
    }

    /** What is live does not answer. */
    static Obstacle unseen(Environment environment, ApiFailure failure) {
        return of(
                "it could not be read what is live in " + environment.name(),
                List.of(failure.message()),
                UNCHANGED,
                "run the same command again");
    }

    /** A release is unfinished. */
    static Obstacle release(Environment environment) {
        String deploy = "mvn deploy -P" + environment.name();
        return of(
                "a release to " + environment.name() + " was not finished",
                List.of(),
                SEE,
                "bring it to its end: " + deploy + " -Dd4.recover=finish, or take it back: " + deploy
                        + " -Dd4.recover=back");
    }

    /** Migrations on their own are unfinished. */
    static Obstacle migration(Environment environment) {
        return of(
                "a migration of " + environment.name() + " was not finished",
                List.of(),
                SEE,
                "bring it to its end: mvn d4:migrate -Dd4.environment=" + environment.name());
    }

    /** The whole of a run that does not begin because of this. */
    ReleaseResult result() {
        return new ReleaseResult(
                Outcome.ABORTED_SAFE,
                List.of(new Ran("recover", "Look for an unfinished release", why, Duration.ZERO)),
                Progress.none());
    }

    private static Obstacle of(String summary, List<String> details, String liveNow, String remedy) {
        return new Obstacle(new StepResult.Failed(summary, details, liveNow, remedy, true));
    }
}
