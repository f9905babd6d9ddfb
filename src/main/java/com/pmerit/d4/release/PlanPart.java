package com.pmerit.d4.release;

/** What one concern contributes to a plan. It only reads; the steps of the same concern do what it forecasts. */
@FunctionalInterface
public interface PlanPart {

    /**
     * Reads, and says what a release would change.
     *
     * @throws InterruptedException when the build is stopped
     */
    Forecast forecast() throws InterruptedException;
}
