package com.pmerit.d4.sop;

/** What became of a statement that was held against what is true. */
public sealed interface Ruling {
    /** One sentence: by what it is known. */
    String reason();

    /**
     * It holds, and d4 sees to it.
     *
     * @param by the gate, step or goal, such as {@code gate tests}
     */
    record Enforced(String by, String reason) implements Ruling {}

    /**
     * It does not hold, or does not do what it is there for.
     *
     * @param reason the proof
     * @param instead what to write or to type
     */
    record Contradicted(String reason, String instead) implements Ruling {}

    /**
     * It holds, and nothing of d4 sees to it.
     *
     * @param instead what makes d4 see to it
     */
    record NotEnforced(String reason, String instead) implements Ruling {}

    /** No program can see to it. */
    record NotAutomatable(String reason) implements Ruling {}

    /** d4 does not know what it says; it may hold or not. */
    record NotUnderstood(String reason) implements Ruling {}

    /** What it would have to be held against could not be read. */
    record Unreadable(String reason) implements Ruling {}
}
