package com.pmerit.d4.source;

import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.source.Answer.Known;
import com.pmerit.d4.source.Answer.Unknown;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code ancestry}: HEAD descends from the commit that is live, so that a release never takes back what another one brought.
 * It stops a release to an environment that comes after another; the first one is there to try branches on, and is warned.
 */
public final class AncestryGate implements Gate {
    private static final int SHORT_COMMIT = 9;

    private final Git git;
    private final String environment;
    private final boolean comesAfterAnother;
    private final Supplier<LiveCommit> live;

    /**
     * Holds HEAD against what is live.
     *
     * @param environment the name of the environment that is released to
     * @param comesAfterAnother whether it names another one in its {@code after}
     * @param live reads what the environment runs
     */
    public AncestryGate(Git git, String environment, boolean comesAfterAnother, Supplier<LiveCommit> live) {
        this.git = git;
        this.environment = environment;
        this.comesAfterAnother = comesAfterAnother;
        this.live = live;
    }

    @Override
    public String id() {
        return "ancestry";
    }

    @Override
    public String title() {
        return "HEAD descends from what is live";
    }

    @Override
    public Verdict check() throws InterruptedException {
        LiveCommit running = live.get();
        if (running instanceof LiveCommit.Nothing) {
            return new Verdict.Passed(environment + " was never deployed, so HEAD takes nothing back");
        }
        if (running instanceof LiveCommit.Unreadable unreadable) {
            return new Verdict.Failed(
                    "what " + environment + " runs cannot be read",
                    List.of(unreadable.why()),
                    "run the same command again");
        }
        if (running instanceof LiveCommit.Unnamed unnamed) {
            return new Verdict.Warned(
                    environment + ": " + unnamed.what() + " and names no commit, so HEAD cannot be compared with it",
                    List.of(),
                    "make sure that HEAD has all that is live; this release will name its commit");
        }
        return against(((LiveCommit.Named) running).id());
    }

    private Verdict against(String named) throws InterruptedException {
        Answer<String> head = git.head();
        if (head instanceof Unknown<String> unknown) {
            return fallsShort(unknown.asFailure());
        }
        String inHand = ((Known<String>) head).value();
        if (inHand.startsWith(named)) {
            return new Verdict.Passed("HEAD " + abbreviated(inHand) + " is what " + environment + " runs");
        }
        Answer<Optional<String>> found = git.commit(named);
        if (found instanceof Unknown<Optional<String>> unknown) {
            return fallsShort(unknown.asFailure());
        }
        Optional<String> commit = ((Known<Optional<String>>) found).value();
        return commit.isPresent()
                ? judged(inHand, commit.get())
                : fallsShort(new Verdict.Failed(
                        environment + " runs commit " + abbreviated(named) + ", which this clone does not have",
                        "git fetch --unshallow, or git fetch --all; then run this again"));
    }

    private Verdict judged(String head, String live) throws InterruptedException {
        Answer<Boolean> descends = git.isAncestor(live, head);
        if (descends instanceof Unknown<Boolean> unknown) {
            return fallsShort(unknown.asFailure());
        }
        if (((Known<Boolean>) descends).value()) {
            return new Verdict.Passed("HEAD " + abbreviated(head) + " descends from " + abbreviated(live) + ", which "
                    + environment + " runs");
        }
        return fallsShort(apart(abbreviated(head), abbreviated(live)));
    }

    /** A clone whose history is cut off shows no descent where there may well be one. */
    private Verdict.Failed apart(String head, String live) throws InterruptedException {
        Answer<Boolean> shallow = git.isShallow();
        if (shallow instanceof Unknown<Boolean> unknown) {
            return unknown.asFailure();
        }
        return ((Known<Boolean>) shallow).value()
                ? new Verdict.Failed(
                        "this clone is shallow and does not show whether HEAD " + head + " descends from " + live
                                + ", which " + environment + " runs",
                        "git fetch --unshallow; then run this again")
                : new Verdict.Failed(
                        "HEAD " + head + " does not descend from " + live + ", which " + environment
                                + " runs: its release would take that back",
                        "git merge " + live + "; then run this again");
    }

    private Verdict fallsShort(Verdict.Failed failed) {
        return comesAfterAnother ? failed : new Verdict.Warned(failed.summary(), failed.details(), failed.remedy());
    }

    private static String abbreviated(String commit) {
        return commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
    }
}
