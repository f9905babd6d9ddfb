package com.pmerit.d4.gate;

/**
 * One promise of the checklist. A gate only reads; it changes nothing in the project or the account.
 *
 * <p>A gate that cannot find out is a failed gate: not run, not readable, nothing counted and an empty answer are each
 * a {@link Verdict.Failed} in their own words.
 */
public interface Gate {

    /** The stable id that reports and overrides use, such as {@code clean-tree}. */
    String id();

    /** What the gate promises, as a person would tick it, such as "No uncommitted changes". */
    String title();

    /**
     * Looks, and says what was found.
     *
     * @throws InterruptedException when the build is stopped while the gate is looking
     */
    Verdict check() throws InterruptedException;
}
