package com.pmerit.d4.gate;

import java.time.Duration;

/**
 * A gate's verdict with the gate's name on it.
 *
 * @param id the gate's stable id
 * @param title what the gate promises
 * @param verdict what it found
 * @param duration how long it looked
 */
public record GateResult(String id, String title, Verdict verdict, Duration duration) {

    /** Whether this verdict stops the build. */
    public boolean failed() {
        return verdict instanceof Verdict.Failed;
    }
}
