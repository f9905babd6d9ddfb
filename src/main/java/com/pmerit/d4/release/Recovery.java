package com.pmerit.d4.release;

import java.util.List;
import java.util.Optional;

/** What a run does first about the record that an earlier run left open. */
public sealed interface Recovery {

    /** What the person at the terminal asks for with {@code -Dd4.recover}. */
    enum Wish {
        /** Nothing: an ordinary release. */
        NONE,
        /** Bring the open run to its end, whatever is checked out. */
        FINISH,
        /** Take the open run back, whatever is checked out. */
        BACK
    }

    /** No record is open. */
    record Nothing() implements Recovery {}

    /** The open run is this very release, and users meet what they met before: its steps go on where the world is. */
    record GoOn(Run open) implements Recovery {}

    /** The open run is this very release, and traffic may have moved: whether users are well is asked before all else. */
    record AskUsersFirst(Run open) implements Recovery {}

    /** An undo was decided and not finished, which is done first; or it is wished for, and then nothing else is done. */
    record TakeBack(Run open, boolean wished) implements Recovery {}

    /** The open run is brought to its end without its code in hand: its version is uploaded. */
    record Finish(Run open) implements Recovery {}

    /**
     * The open run brought migrations alone and was cut off: whether the live version lives with what it applied is seen first.
     *
     * @param wished whether nothing else is to be done
     */
    record EndMigrations(Run open, boolean wished) implements Recovery {}

    /** Neither can be done. */
    record Refused(StepResult.Failed why) implements Recovery {}

    /**
     * Decides.
     *
     * @param open the open record of the environment's Worker, if there is one
     * @param commit the full id of the commit in hand; empty outside a repository
     * @param command what is typed to release here, such as {@code mvn deploy -Pstaging}
     */
    static Recovery decide(Optional<Run> open, Optional<String> commit, Wish wish, String command) {
        if (open.isEmpty()) {
            return wish == Wish.NONE ? new Nothing() : new Refused(nothingToRecover(command));
        }
        Run run = open.get();
        if (run.isMigration()) {
            return wish == Wish.BACK
                    ? new Refused(nothingToTakeBack(run, command))
                    : new EndMigrations(run, wish == Wish.FINISH);
        }
        if (run.phase() == Phase.UNDOING && wish == Wish.FINISH) {
            return new Refused(undone(run, command));
        }
        if (run.phase() == Phase.UNDOING || wish == Wish.BACK) {
            return new TakeBack(run, wish == Wish.BACK);
        }
        if (wish == Wish.FINISH) {
            return run.version().isPresent() ? new Finish(run) : new Refused(notUploaded(run, command));
        }
        if (run.isSecrets() || !run.commit().equals(commit)) {
            return new Refused(another(run, command));
        }
        return run.phase() == Phase.SHIFTING ? new AskUsersFirst(run) : new GoOn(run);
    }

    private static StepResult.Failed nothingToRecover(String command) {
        return new StepResult.Failed(
                "there is no open run to recover",
                List.of(),
                "nothing was changed by this run",
                "leave -Dd4.recover out: " + command,
                true);
    }

    private static StepResult.Failed nothingToTakeBack(Run run, String command) {
        return new StepResult.Failed(
                "the open run of " + named(run)
                        + " is one of d4:migrate: it moved no traffic, and data is never taken back",
                List.of("run " + run.id()),
                live(run),
                "leave -Dd4.recover out, which looks at what it left: " + command,
                true);
    }

    private static StepResult.Failed undone(Run run, String command) {
        return new StepResult.Failed(
                "the open run of " + named(run) + " did not pass and is being taken back, so it cannot be finished",
                List.of(),
                live(run),
                "bring the undo to its end: " + command + " -Dd4.recover=back",
                true);
    }

    private static StepResult.Failed notUploaded(Run run, String command) {
        return new StepResult.Failed(
                "the open run of " + named(run) + " had uploaded nothing that could be finished without "
                        + (run.isSecrets() ? "the values" : "its code"),
                List.of(),
                live(run),
                (run.isSecrets()
                                ? "run d4:put-secret again"
                                : "check out " + run.commit().orElse("its commit") + " and run " + command)
                        + ", or take it back: " + command + " -Dd4.recover=back",
                true);
    }

    private static StepResult.Failed another(Run run, String command) {
        return new StepResult.Failed(
                "a run of " + named(run) + " to " + run.environment() + " by " + run.author() + " was not finished",
                List.of("run " + run.id() + ", phase " + run.phase()
                        + run.startedAt().map(at -> ", begun " + at).orElse("")),
                live(run),
                (run.isSecrets() ? "run d4:put-secret again, which ends it first; or " : "") + "bring it to its end: "
                        + command + " -Dd4.recover=finish, or take it back: " + command + " -Dd4.recover=back",
                true);
    }

    private static String named(Run run) {
        if (run.isSecrets()) {
            return "d4:put-secret";
        }
        return run.commit()
                .map(commit -> "commit " + commit.substring(0, Math.min(9, commit.length())))
                .orElse("code " + run.digest());
    }

    private static String live(Run run) {
        String anchor =
                run.anchor().version().map(version -> "version " + version).orElse("nothing");
        return switch (run.phase()) {
            case STARTED, ENDED -> anchor + " was live before that run, and it had not moved any traffic";
            case SHIFTING ->
                "either " + anchor + " or version " + run.version().orElse("of that run")
                        + " is live: that run was moving the traffic";
            case PROVEN -> "version " + run.version().orElse("of that run") + " is live and passed its smoke test";
            case UNDOING -> anchor + " is about to be put back";
        };
    }
}
