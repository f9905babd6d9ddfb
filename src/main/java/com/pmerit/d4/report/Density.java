package com.pmerit.d4.report;

import java.util.List;

/**
 * How much of each row a console shows. Much evidence gives way to a line for each gate; where that does not do, what is well gives
 * way to what fell short: its evidence and what mends it are what a person needs.
 *
 * @param quietLines lines for what is well
 * @param sentenceLines lines for what is wrong
 * @param details lines of evidence under it
 * @param remedyLines lines for what mends it
 * @param quietSteps whether steps that changed nothing share one line
 * @param quietGates whether gates that passed or were skipped share one line
 * @param quietDone whether steps that were done share one line
 */
record Density(
        int quietLines,
        int sentenceLines,
        int details,
        int remedyLines,
        boolean quietSteps,
        boolean quietGates,
        boolean quietDone) {
    /** From roomy to tight; the first that fits is taken. */
    static final List<Density> FROM_ROOMY_TO_TIGHT = List.of(
            new Density(2, 3, 4, 4, false, false, false),
            new Density(1, 3, 4, 4, false, false, false),
            new Density(1, 3, 2, 4, false, false, false),
            new Density(1, 3, 4, 3, true, false, false),
            new Density(1, 2, 2, 3, true, false, false),
            new Density(1, 3, 4, 3, true, true, false),
            new Density(1, 3, 4, 3, true, true, true),
            new Density(1, 2, 2, 3, true, true, true),
            new Density(1, 2, 1, 3, true, true, true),
            new Density(1, 2, 0, 3, true, true, true),
            new Density(1, 2, 0, 2, true, true, true),
            new Density(1, 1, 0, 1, true, true, true));
}
