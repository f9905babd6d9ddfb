package com.pmerit.d4.source;

import java.util.Optional;

/**
 * The working tree as it stood before this build ran anything in it. It is read once, by whoever comes first: the gate
 * that judges it, or a gate that is about to run the team's scripts, whose temporary files are not the team's changes.
 */
public final class WorkTree {
    private final Git git;
    private Optional<Answer<GitStatus>> status = Optional.empty();

    /** Reads nothing yet. */
    public WorkTree(Git git) {
        this.git = git;
    }

    /** The status at the first call; later calls repeat it. */
    public synchronized Answer<GitStatus> beforeTheBuild() throws InterruptedException {
        if (status.isEmpty()) {
            status = Optional.of(git.status());
        }
        return status.get();
    }
}
