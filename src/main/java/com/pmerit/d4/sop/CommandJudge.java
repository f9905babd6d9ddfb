package com.pmerit.d4.sop;

import java.util.Optional;

/** Knows what the commands of some programs do. */
interface CommandJudge {
    /**
     * What becomes of a command; empty when this judge does not know it.
     *
     * @throws InterruptedException when the build is stopped
     */
    Optional<Ruling> judge(CommandLine line, Statement.Command command) throws InterruptedException;
}
