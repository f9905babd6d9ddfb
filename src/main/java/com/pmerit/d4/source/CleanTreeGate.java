package com.pmerit.d4.source;

import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code clean-tree}: all that is released is in the commit. The whole repository counts, also when the project is only
 * a part of it, because a commit and a tag name the whole.
 */
public final class CleanTreeGate implements Gate {
    private static final int NAMED = 10;
    private static final int SHORT_COMMIT = 9;

    private final WorkTree tree;

    /** Judges the tree as it stood before this build ran anything in it. */
    public CleanTreeGate(WorkTree tree) {
        this.tree = tree;
    }

    @Override
    public String id() {
        return "clean-tree";
    }

    @Override
    public String title() {
        return "No uncommitted changes";
    }

    @Override
    public Verdict check() throws InterruptedException {
        Answer<GitStatus> answer = tree.beforeTheBuild();
        if (answer instanceof Answer.Unknown<GitStatus> unknown) {
            return unknown.asFailure();
        }
        GitStatus status = ((Answer.Known<GitStatus>) answer).value();
        return status.changes().isEmpty()
                ? new Verdict.Passed("the repository is clean at " + abbreviated(status.head()))
                : dirty(status.changes());
    }

    private static Verdict dirty(List<GitStatus.Change> changes) {
        long untracked = changes.stream().filter(GitStatus.Change::untracked).count();
        long changed = changes.size() - untracked;
        List<String> parts = new ArrayList<>();
        if (changed > 0) {
            parts.add(changed + " changed");
        }
        if (untracked > 0) {
            parts.add(untracked + " untracked");
        }
        List<String> details = new ArrayList<>(
                changes.stream().limit(NAMED).map(GitStatus.Change::toString).toList());
        if (changes.size() > NAMED) {
            details.add("and " + (changes.size() - NAMED) + " more");
        }
        return new Verdict.Failed(
                String.join(" and ", parts) + (changes.size() == 1 ? " file" : " files") + " in the repository",
                details,
                "git add -A && git commit, or git stash -u; what never belongs in a commit goes into .gitignore");
    }

    private static String abbreviated(String commit) {
        return commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
    }
}
