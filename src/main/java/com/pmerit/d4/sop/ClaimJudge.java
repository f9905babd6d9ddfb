package com.pmerit.d4.sop;

import java.util.Optional;

/** Knows what some claims are to be held against. */
interface ClaimJudge {
    /**
     * What becomes of a claim; empty when this judge does not know what it says.
     *
     * @throws InterruptedException when the build is stopped
     */
    Optional<Ruling> judge(Statement.Claim claim) throws InterruptedException;
}
