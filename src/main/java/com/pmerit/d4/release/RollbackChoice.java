package com.pmerit.d4.release;

/** Whether there is a version to go back to. */
public sealed interface RollbackChoice {

    /** There is this one. */
    record Chosen(RollbackTarget target) implements RollbackChoice {}

    /**
     * There is none.
     *
     * @param why one sentence
     * @param remedy the next command
     */
    record Refused(String why, String remedy) implements RollbackChoice {}
}
